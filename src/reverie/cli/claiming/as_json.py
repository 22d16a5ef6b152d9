"""The counts and every false claim for a program."""

from .lines import Redact
from .tally import FalseClaim, ModelTally, Tally


def document(tally: Tally, redact: Redact) -> dict[str, object]:
    return {
        "transcripts": tally.transcripts,
        "damaged_lines": tally.damaged,
        "unread": tally.unread,
        "models": [_model(one) for one in tally.models],
        "false_claims": [_false_claim(one, redact) for one in tally.false_claims],
    }


def _model(one: ModelTally) -> dict[str, object]:
    rate = one.rate
    return {
        "model": one.model,
        "turns": one.turns,
        "claims": one.claims,
        "supported": one.supported,
        "unsupported": one.unsupported,
        "contradicted": one.contradicted,
        "left_open": one.left_open,
        "rate": round(rate.value, 4),
        "low": round(rate.low, 4),
        "high": round(rate.high, 4),
        "too_few_to_tell": rate.too_few,
    }


def _false_claim(one: FalseClaim, redact: Redact) -> dict[str, object]:
    return {
        "transcript": str(one.file.path),
        "line": one.line,
        "session": one.session,
        "model": one.model,
        "at": one.at,
        "quote": redact(one.claim.quote),
        "kind": one.claim.kind,
        "verdict": one.claim.verdict,
        "why": redact(one.claim.why),
    }
