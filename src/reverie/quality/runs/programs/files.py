"""File tools, what reads, searches and asks for the state, and servers."""

from reverie.quality.runs.programs.values import Tool, program, tools, verbs, words

_READ_TAKES = words("-n -c -l -w -o -f --language --line-range -r --style")
_SEARCH_TAKES = words(
    "-e -f -g --glob -t --type -A -B -C -m --include --exclude --exclude-dir -name -iname -path -type -maxdepth "
    "-mindepth"
)
_DRY = words("-n --dry-run")

FILES: dict[str, Tool] = {
    **tools("delete", "rm rmdir unlink shred del trash rimraf Remove-Item"),
    **tools("create", "ln mktemp New-Item cp scp copy unzip ditto robocopy"),
    **tools("move", "mv Move-Item move"),
    "mkdir": Tool("mkdir", "create", takes=words("-m")),
    "touch": Tool("touch", "create", takes=words("-d -t -r")),
    "truncate": Tool("truncate", "create", takes=words("-s")),
    "install": Tool("install", "create", takes=words("-m -o -g")),
    "rsync": Tool("rsync", "create", takes=words("-e --exclude --include"), dry=_DRY),
    "rename": Tool("rename", "move", dry=_DRY),
    "patch": Tool("patch", "other", dry=words("--dry-run")),
}

READERS: dict[str, Tool] = {
    **tools(
        "read",
        "cat head tail less more bat batcat nl tac od xxd hexdump strings zcat bzcat xzcat jq yq diff colordiff delta "
        "icdiff cmp comm awk gawk cut sort uniq column fold fmt rev paste tr pr glow mdcat Get-Content type nm objdump "
        "readelf otool ldd exiftool identify ffprobe pdftotext view journalctl",
        takes=_READ_TAKES,
    ),
    "sed": Tool(
        "sed",
        "read",
        takes=words("-e -f --expression"),
        changes={"-i": "other", "--in-place": "other", "-i.bak": "other", "-Ei": "other", "-ri": "other"},
    ),
    **tools(
        "search",
        "rg grep egrep fgrep zgrep ag ack ugrep find fd fdfind locate sg pt sift fzf ripgrep Select-String findstr",
        takes=_SEARCH_TAKES,
    ),
    **tools(
        "state",
        "ls dir tree exa eza pwd wc du df file stat which whereis id uname hostname date uptime free ps top htop pgrep "
        "lsof netstat ss ip ifconfig printenv env tokei cloc scc nproc lscpu lsblk mount history jobs basename "
        "dirname whoami "
        "realpath readlink md5sum sha1sum sha256sum sha512sum cksum test [ [[ groups locale ulimit getent sw_vers "
        "Get-ChildItem nvidia-smi",
    ),
}

_SERVICES = {
    "systemctl": program(
        "systemctl", start="start restart reload enable", other="stop disable", state="status is-active show"
    ),
    "flask": Tool(
        "flask",
        "start",
        verbs={
            "db": program("flask db", migrate="upgrade downgrade", create="migrate init"),
            **verbs("flask", start="run", state="routes"),
        },
    ),
}

STARTERS: dict[str, Tool] = {
    **tools(
        "start",
        "uvicorn gunicorn hypercorn daphne streamlit celery nodemon live-server http-server serve json-server wrangler "
        "netlify vercel firebase puma unicorn rackup foreman overmind hivemind pm2 supervisord supervisorctl service "
        "air caddy nginx redis-server postgres mongod mysqld minikube tilt skaffold jupyter gradio chainlit "
        "functions-framework uwsgi open xdg-open electron",
    ),
    **_SERVICES,
}
