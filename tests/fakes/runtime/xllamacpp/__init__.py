"""Stands in for llama.cpp's server in tests of everything around it.

The "model file" is JSON that says how to behave: `fail` (a text: loading fails with it), `signal` (the process kills
itself while loading), `answers` (what each chat request is answered with, the last one again and again).
"""

import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

__version__ = "fake"


class CommonParams:
    def __init__(self) -> None:
        self.model = SimpleNamespace(path="")
        self.cpuparams = SimpleNamespace(n_threads=0)


class Server:
    def __init__(self, parameters: Any) -> None:
        path = Path(parameters.model.path)
        behaviour = json.loads(path.read_text())
        if "signal" in behaviour:
            os.kill(os.getpid(), behaviour["signal"])
        if "fail" in behaviour:
            raise RuntimeError(behaviour["fail"])
        self._busy = path.with_suffix(".busy")
        self._http = _Http(parameters, behaviour.get("answers", ['{"reply": "hello"}']), path.with_suffix(".asked"))
        self.listening_address = f"http://127.0.0.1:{self._http.server_port}"
        threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True).start()

    def handle_metrics(self) -> str:
        return f"llamacpp:prompt_tokens_total 1\nllamacpp:requests_processing {int(self._busy.exists())}\n"


class _Http(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, parameters: Any, answers: list[str], asked: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Request)
        self.key = parameters.api_keys[0]
        self.slots = Path(parameters.slot_save_path)
        self.answers = answers
        self.asked = asked

    def note(self, line: str) -> None:
        with self.asked.open("a") as file:
            file.write(line + "\n")


class _Request(BaseHTTPRequestHandler):
    server: _Http

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.headers["Authorization"] != f"Bearer {self.server.key}":
            self._send(401, {"error": {"message": "Invalid API Key"}})
        elif self.path == "/apply-template":
            words = [f"<{message['role']}>{message['content']}" for message in body["messages"]]
            self._send(200, {"prompt": "".join(words) + "<end>"})
        elif self.path.startswith("/slots/0?action="):
            self._slot(self.path.rpartition("=")[2], self.server.slots / body["filename"])
        elif self.path == "/completion":
            self.server.note(f"computed {body['prompt']}")
            self._send(200, {})
        else:
            self._chat(body)

    def _slot(self, action: str, path: Path) -> None:
        self.server.note(f"{action} {path.name}")
        if action == "save":
            path.write_bytes(b"state")
        elif path.read_bytes() != b"state":
            self._send(400, {"error": {"message": "invalid slot save file"}})
            return
        self._send(200, {})

    def _chat(self, body: dict[str, Any]) -> None:
        self.server.note(f"asked {json.dumps(body['response_format'])}")
        answers = self.server.answers
        text = answers.pop(0) if len(answers) > 1 else answers[0]
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for piece in [text[:9], text[9:]]:
            self._event({"choices": [{"index": 0, "delta": {"content": piece}}]})
        self._event({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, value: dict[str, Any]) -> None:
        self.wfile.write(b"data: " + json.dumps(value).encode() + b"\n\n")

    def _send(self, status: int, value: dict[str, Any]) -> None:
        content = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        return
