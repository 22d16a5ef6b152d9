"""The local model: its catalog, its download, its server process, and what makes a small model call tools.

    catalog      which models there are: sources, one sha256 each
    store        where their files lie
    pull         download, resume, verify (fetch_url, fetch_parts are its sources, partial its unfinished file)
    server       find or start the server process; serve is what runs there
    prefix       the fixed prompt's KV state, kept on disk
    profile      the short prompt, the short tools and the small limits
    constrained  a `ModelClient` whose replies are held to a JSON schema (call_schema, plain_history, reply_stream)
    client       all of it behind one `ModelClient`

Errors: `LocalModelError` (errors), whose text is one line with the next step.
"""
