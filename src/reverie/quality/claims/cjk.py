"""Chinese and Japanese: short sentences whose words no space parts, matched by their set forms."""

import re
from collections.abc import Iterator

from reverie.conversation.claims import ClaimKind, FoundClaim

HAN = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_CLAUSE = re.compile("[^，,。；;！!？?\n]+[？?]?")
_NO_CLAIM = re.compile(
    "没有|没|未|不|尚|如果|若|应该|可能|请|建议|将|会|可以|需要|打算|计划|昨天|之前|ません|なかった|[吗？?]|でしょう|ください"
)
_FORMS: tuple[tuple[ClaimKind, str], ...] = (
    ("tests_pass", "测试.{0,12}(?:通过|成功|绿)|テスト.{0,10}(?:通り|成功|パス)"),
    ("build_ok", "(?:构建|编译|打包).{0,6}(?:成功|通过|完成)|ビルド.{0,6}(?:成功|通り)"),
    ("lint_ok", "(?:检查|lint|类型检查).{0,6}(?:通过|无错误)"),
    ("pushed", "已?(?:推送|push)(?:到|至|了|完成)?|プッシュし"),
    ("committed", "已?提交(?:为|到|了)?|コミットし"),
    ("installed", "(?:已|成功)?安装(?:了|完成|好)|インストールし"),
    ("deleted", "(?:已|我)?(?:删除|移除)|削除し"),
    ("created", "(?:已|我)?(?:创建|新建|新增了?文件)|作成し"),
    ("fixed", "(?:已|得到)?(?:修复|解决)|修正し|直し"),
    ("saved", "(?:已)?(?:记住|保存到记忆|记下)|記憶し"),
    ("ran", "(?:已|我)?(?:运行|执行|启动|重启)了?|実行し"),
    ("read", "(?:已|我)?(?:查看|阅读|检查)了|確認し|読み"),
    ("edited", "(?:已|我)?(?:修改|改为|改成|更新|添加|替换|增加|加上|重构)|変更し|追加し|更新し"),
)
_LEAD = "".join((" ", "并", "且", "而", "和", "、"))
_COMPILED = tuple((kind, re.compile(form)) for kind, form in _FORMS)


def cjk_claims(text: str, start: int, end: int, offset: int) -> Iterator[FoundClaim]:
    """Of one masked sentence; `offset` is where `text` begins in the answer."""
    made: FoundClaim | None = None
    for part in _CLAUSE.finditer(text, start, end):
        kind = _kind(part[0])
        place = _trimmed(part, offset)
        if kind is None:
            if made and made.kind == "edited" and not _NO_CLAIM.search(part[0]):
                made = FoundClaim(made.start, place[1], made.kind)
            continue
        if made:
            yield made
        made = FoundClaim(*place, kind)
    if made:
        yield made


def _kind(part: str) -> ClaimKind | None:
    if _NO_CLAIM.search(part):
        return None
    return next((kind for kind, form in _COMPILED if form.search(part)), None)


def _trimmed(part: re.Match[str], offset: int) -> tuple[int, int]:
    text = part[0]
    lead = len(text) - len(text.lstrip(_LEAD))
    return offset + part.start() + lead, offset + part.start() + len(text.rstrip())
