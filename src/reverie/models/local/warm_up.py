"""Give a server the KV state of a fixed prompt before the first request that begins with it."""

from typing import TYPE_CHECKING, Any

from reverie.storage.lock import Busy, FileLock

from .prefix import LoadedPrefixes, PrefixStore, common_start
from .server_files import ServerFiles, ServerInfo

if TYPE_CHECKING:
    import httpx2

_SECONDS = 300.0


async def warm_up(info: ServerInfo, files: ServerFiles, store: PrefixStore, system: str) -> None:
    """Restore the state, or compute and save it. Without success the next request is only slower: nothing is raised.

    Once a server and prompt: later the server itself keeps what the sessions have in common. When another session
    is at it, this one does not wait.
    """
    import httpx2

    headers = {"authorization": f"Bearer {info.key}"}
    try:
        async with httpx2.AsyncClient(
            base_url=info.base_url, headers=headers, timeout=_SECONDS, trust_env=False
        ) as client:
            prompt = await _fixed_text(client, system)
            name = store.name(info.sha256, info.runtime, prompt)
            if not LoadedPrefixes(files.loaded).holds(name):
                with FileLock(files.loaded.with_suffix(".lock")).acquire(wait=False):
                    await _load(client, store, name, prompt)
                    LoadedPrefixes(files.loaded).add(name)
    except (httpx2.HTTPError, OSError, Busy):
        return


async def _fixed_text(client: "httpx2.AsyncClient", system: str) -> str:
    """The prompt as the model's template writes it, up to where the person's words begin."""
    first, second = [await _templated(client, system, words) for words in ("a", "b")]
    return common_start(first, second)


async def _templated(client: "httpx2.AsyncClient", system: str, words: str) -> str:
    messages = [{"role": "system", "content": system}, {"role": "user", "content": words}]
    answer = await _post(client, "/apply-template", {"messages": messages})
    return str(answer["prompt"])


async def _load(client: "httpx2.AsyncClient", store: PrefixStore, name: str, prompt: str) -> None:
    store.ready()
    best = store.best(name)
    if best is not None and await _restored(client, store, best) and best == name:
        store.note_use(name)
        return
    await _post(client, "/completion", {"prompt": prompt, "n_predict": 0, "cache_prompt": True, "id_slot": 0})
    store.drop(name)
    await _post(client, "/slots/0?action=save", {"filename": name})
    store.seal(name)


async def _restored(client: "httpx2.AsyncClient", store: PrefixStore, name: str) -> bool:
    """Whether the server took the file; one that it refuses is removed."""
    import httpx2

    try:
        await _post(client, "/slots/0?action=restore", {"filename": name})
    except httpx2.HTTPStatusError:
        store.drop(name)
        return False
    return True


async def _post(client: "httpx2.AsyncClient", path: str, body: dict[str, Any]) -> dict[str, Any]:
    response = await client.post(path, json=body)
    response.raise_for_status()
    answer: dict[str, Any] = response.json()
    return answer
