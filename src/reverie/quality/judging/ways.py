"""Ways: which sort of command does what an answer says was done."""

import re

from .statement import Statement


def _pairs(*pairs: tuple[str, str]) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(said, re.IGNORECASE), re.compile(ran, re.IGNORECASE)) for said, ran in pairs)


WAYS = _pairs(
    (r"\brestart|\breload", r"restart|reload|systemctl|supervisorctl|\bup\b|service \S+ |pm2|kill|start|serve"),
    (r"\bseed", r"seed|fixtures|loaddata|psql|mysql|sqlite"),
    (r"\bbenchmark", r"bench|perf|hyperfine|\btime\b|prof|timeit|k6|wrk|\bab\b|load|measure|criterion"),
    (r"\bmigrat", r"migrat|alembic|flyway|liquibase|sqlx|prisma|knex|sequelize|dbmate|goose|diesel|psql|mysql|sqlite"),
    (r"\bexecutable\b", r"\bchmod\b|install -m"),
    (
        r"\bpublish|\breleased to\b|\buploaded to\b",
        r"publish|release (?:create|upload)|twine|upload|gem push|docker push|nuget push|deploy|gh-pages|"
        r"(?<!git )\bpush\b|release|\bput\b|rsync|scp|aws s3",
    ),
    (r"\bflashed\b", r"flash|esptool|dfu|openocd|st-flash|avrdude|upload|program"),
    (r"\bscheduled\b", r"cron|systemd|timer|schedule|schtasks|launchctl|\bat\b"),
    (r"\bownership\b|\bowner\b", r"\bchown\b|\bchgrp\b"),
    (
        r"\bdeploy",
        r"deploy|kubectl|helm (?:upgrade|install)|\bfly\b|flyctl|vercel|netlify|\bcap\b|"
        r"ansible|serverless|terraform apply|"
        r"rsync|scp|firebase|\beb\b|docker|compose|heroku|gcloud|aws|wrangler|git push",
    ),
)
"""What the command must be that does what is said."""
HINTS = _pairs(
    (
        r"\bauto-?(?:correct|fix|format)",
        r"(?:\s|-)(?:A|a|w|i|fix|write|fmt|format|autocorrect|auto-correct|apply)\b",
    ),
    (r"\bpermissions?\b", r"\bchown\b|\bchmod\b|\bchgrp\b|setfacl"),
    (r"\bstack\b|\bcontainers?\b|\bservices?\b", r"compose|docker|podman|kubectl|systemctl"),
    (
        r"\bserver\b|\bstarted\b|\bapp\b",
        r"\bserve|start|\bdev\b|runserver|uvicorn|flask|rails s|node |gunicorn|\b(?:run|exec)\b|\s-m\s",
    ),
    (r"\bformat", r"format|prettier|black|gofmt|rustfmt|fmt|style"),
    (r"\btim(?:ed|ing)\b|\bmeasur|\bprofil", r"bench|perf|hyperfine|\btime\b|prof|timeit|k6|wrk|\bab\b"),
    (r"\bquer(?:y|ied)|\bdatabase\b", r"psql|mysql|sqlite|mongo|redis|sql"),
    (r"\b(?:called|endpoint|api|request|hit)\b", r"curl|wget|httpie|\bhttp\b"),
    (r"\bgenerat|\bregenerat|\bcodegen", r"gen|protoc|openapi|swagger|buf\b|lock|install"),
    (r"\bpull|\bfetch", r"git (?:pull|fetch)|docker pull|wget|curl"),
    (r"\bmerg", r"git merge|gh pr merge"),
    (r"\brebas|\bsquash", r"git rebase|--squash|reset --soft"),
    (r"\bstash", r"git stash"),
    (r"\bcheck(?:ed)? out|\bswitch", r"git (?:checkout|switch)"),
    (r"\broll(?:ed)? back|\brevert|\breset|\bdowngrad", r"rollback|downgrade|revert|reset|undo|checkout|restore"),
    (r"\bkill|\bstopp?ed", r"kill|stop|down\b"),
    (r"\bdownload", r"curl|wget|download|clone|pull|fetch"),
    (r"\breleas", r"publish|release|twine|upload"),
    (r"\bscript", r"\.(?:sh|py|js|ts|rb|pl|mjs)\b|npm run|make|bash|sh "),
    (r"\bbackup|\bback(?:ed)? up|\bdump", r"dump|backup|tar |cp |rsync"),
    (r"\bcopied|\bcopy", r"\bcp\b|rsync|scp"),
    (r"\bclear|\bflush|\binvalidat|\bcache", r"rm |clear|flush|invalidat|clean|prune"),
    (r"\btests?\b|\bsuite\b|\bspecs?\b", r"test|spec|tox|jest|vitest|mocha|nox|phpunit"),
    (r"\blint", r"lint|ruff|flake8|clippy|rubocop"),
    (r"\bbuil[dt]|\bcompil", r"build|make|cargo|tsc|compile|webpack|vite"),
    (r"\bcoverage", r"cov"),
    (r"\bhooks?\b", r"pre-commit|husky|lefthook"),
)
"""What the command mostly is that does it."""
OWN_WAYS = tuple(pair for pair in HINTS if re.search(r"git |chmod|kill|publish|dump", pair[1].pattern))


def way_of(statement: Statement) -> re.Pattern[str] | None:
    """What the command must be that does what the quote says, where that is known."""
    text = statement.quote
    if len(text.split()) < 2:
        text = f"{statement.passage.lead[-80:]} {text}"
    return next((ran for said, ran in WAYS if said.search(text)), None)


def is_way_known(statement: Statement) -> bool:
    """Whether the words say which sort of command does it: `merged`, `restarted`."""
    return any(said.search(statement.quote) for said, _ in (*WAYS, *OWN_WAYS))


def has_hint(statement: Statement) -> bool:
    """Whether the words say what it mostly is: `formatted`, `backed up`."""
    return any(said.search(statement.quote) for said, _ in HINTS)
