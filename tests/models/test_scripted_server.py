"""The scripted server as a program, and what it does with requests that do not fit."""

import json
import subprocess
import sys
from pathlib import Path

import httpx2

from reverie.models.script import parse_script
from reverie.models.scripted_server import main, running_server


def test_the_program_prints_its_url_plays_and_records(tmp_path: Path) -> None:
    script, record = tmp_path / "script.json", tmp_path / "record.jsonl"
    script.write_text('[{"text":"hi"}]')
    command = [sys.executable, "-m", "reverie.models.scripted_server", str(script), "--record", str(record)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            url = process.stdout.readline().strip()
            body = {"model": "m", "messages": [{"role": "user", "content": "x"}]}
            answer = httpx2.post(f"{url}/chat/completions", json=body, trust_env=False).json()
        finally:
            process.terminate()
    assert answer["choices"][0]["message"]["content"] == "hi"
    assert json.loads(record.read_text()) == {"path": "/v1/chat/completions", "body": body}


def test_the_program_names_a_bad_script(tmp_path: Path) -> None:
    assert main([str(tmp_path / "missing.json")]) == 2


def test_requests_that_do_not_fit_are_told_why() -> None:
    with running_server(parse_script('[{"text":"a","expect":"needle"},{"text":"b"}]')) as server:
        with httpx2.Client(base_url=server.root, trust_env=False) as client:
            lost = client.get("/elsewhere")
            broken = client.post("/v1/messages", content=b"{")
            message = {"role": "user", "content": [{"type": "text", "text": "hay"}]}
            unexpected = client.post("/v1/messages", json={"messages": [message]})
            fine = client.post("/v1/responses", json={"input": "x"})
            over = client.post("/v1/responses", json={"input": "x"})
        assert [answer.status_code for answer in (lost, broken, unexpected, fine, over)] == [404, 400, 400, 200, 400]
        assert "'needle' is not in its last message" in unexpected.json()["error"]["message"]
        assert "the script is over after 2 requests" in over.json()["error"]["message"]
        assert server.connections_made == 1 and len(server.requests) == 4


def test_a_request_may_come_in_pieces() -> None:
    def pieces() -> list[bytes]:
        return [bytes([byte]) for byte in b'{"messages": [], "stream": true}']

    with running_server(parse_script('[{"text":"a"}]')) as server:
        size = {"content-length": str(len(pieces()))}
        answer = httpx2.post(f"{server.url}/messages", content=iter(pieces()), headers=size, trust_env=False)
        assert answer.status_code == 200 and answer.text.endswith('{"type":"message_stop"}\n\n')
