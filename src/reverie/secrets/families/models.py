"""Model providers and what is built around them."""

from .family import B62, B64URL, HEX, UUID, Family, each

MODELS: tuple[Family, ...] = (
    # docs.anthropic.com/api: keys (api, admin), OAuth tokens (oat, ort), session keys (sid)
    Family("anthropic-key", "sk-ant-", f"{B64URL}{{20,300}}"),
    # platform.openai.com/docs/api-reference/authentication: project, service account and admin keys
    *each("openai-key", ("sk-proj-", "sk-svcacct-", "sk-admin-", "sk-None-"), f"{B64URL}{{20,300}}"),
    # The plain form, used by OpenAI and by those compatible with it (DeepSeek, Moonshot, DashScope, Stability, LiteLLM)
    Family(
        "sk-key",
        "sk-",
        rf"(?!ant-|or-|lf-|proj-|svcacct-|admin-|None-)(?=[\w\-]{{0,300}}(?<![A-Za-z0-9])[A-Za-z0-9]{{16}})(?=[\w\-]{{0,300}}[0-9]){B64URL}{{20,300}}",
        apart=True,
    ),
    Family("openai-session", "sess-", f"{B62}{{36,60}}", apart=True),
    # openrouter.ai/docs/api-reference/authentication
    Family("openrouter-key", "sk-or-", f"v[0-9]-{HEX}{{40,80}}"),
    # console.groq.com/docs, docs.x.ai, docs.perplexity.ai
    Family("groq-key", "gsk_", f"{B62}{{40,80}}"),
    Family("xai-key", "xai-", f"{B64URL}{{60,120}}", apart=True),
    Family("perplexity-key", "pplx-", f"{B62}{{40,80}}"),
    # replicate.com/docs/reference/http: authentication
    Family("replicate-token", "r8_", f"{B62}{{36,50}}", apart=True),
    # huggingface.co/docs/hub/security-tokens
    *each("huggingface-token", ("hf_", "api_org_"), f"{B62}{{30,50}}", apart=True),
    # docs.fireworks.ai; docs.together.ai; inference-docs.cerebras.ai
    *each("fireworks-key", ("fw_", "fpk_"), f"{B62}{{22,60}}", apart=True),
    Family("together-key", "tgp_v1_", f"{B64URL}{{40,60}}"),
    Family("cerebras-key", "csk-", f"{B62}{{40,60}}", apart=True),
    # docs.voyageai.com; jina.ai; docs.tavily.com; firecrawl.dev; brave.com/search/api
    Family(
        "voyage-key", "pa-", rf"(?=[\w\-]{{0,300}}[0-9])(?=[\w\-]{{0,300}}[A-Z]){B64URL}{{43}}(?![\w\-])", apart=True
    ),
    Family("jina-key", "jina_", f"{B64URL}{{50,70}}"),
    Family("tavily-key", "tvly-", f"(?:dev-|prod-)?{B64URL}{{28,60}}"),
    Family("firecrawl-key", "fc-", f"{HEX}{{32}}(?![0-9a-zA-Z])", apart=True),
    Family("brave-key", "BSA", f"{B64URL}{{27,28}}(?![A-Za-z0-9_])", apart=True),
    # elevenlabs.io/docs/api-reference/authentication
    Family("elevenlabs-key", "sk_", f"{HEX}{{48}}(?![0-9a-zA-Z])", apart=True),
    # docs.nvidia.com/nim: API keys; docs.ngc.nvidia.com
    Family("nvidia-key", "nvapi-", f"{B64URL}{{50,90}}"),
    # docs.smith.langchain.com: API keys; langfuse.com/docs
    *each("langsmith-key", ("lsv2_pt_", "lsv2_sk_"), f"{HEX}{{32}}_{HEX}{{10}}"),
    Family("langsmith-key", "ls__", f"{HEX}{{32}}(?![0-9a-zA-Z])", apart=True),
    Family("langfuse-key", "sk-lf-", UUID),
    # docs.wandb.ai: API keys of the new form (the old ones are 40 hexadecimal digits: by their names)
    Family("wandb-key", "wandb_v1_", f"{B64URL}{{40,100}}"),
    # e2b.dev/docs; docs.runpod.io; modal.com/docs; docs.cursor.com; docs.novita.ai; friendli.ai/docs
    Family("e2b-key", "e2b_", f"{HEX}{{40}}"),
    Family("runpod-key", "rpa_", f"{B62}{{40,60}}"),
    *each(
        "modal-token",
        ("ak-", "as-"),
        "(?=[A-Za-z]{0,80}[0-9])(?=[^A-Z]{0,80}[A-Z])[A-Za-z0-9]{22}(?![A-Za-z0-9])",
        apart=True,
    ),
    *each("cursor-key", ("key_", "crsr_"), f"{HEX}{{64}}(?![0-9a-zA-Z])", apart=True),
    Family("friendli-token", "flp_", f"{B62}{{30,80}}"),
    # docs.cloud.llamaindex.ai; docs.mem0.ai; docs.browserbase.com; docs.litellm.ai
    Family("llamacloud-key", "llx-", f"{B62}{{40,80}}", apart=True),
    Family("mem0-key", "m0-", f"{B62}{{36,50}}", apart=True),
    Family("browserbase-key", "bb_live_", f"{B64URL}{{24,50}}"),
    # www.unkey.com/docs; docs.zuplo.com; n8n.io: API keys
    Family("unkey-key", "unkey_", f"{B62}{{16,60}}"),
    Family("zuplo-key", "zpka_", "[A-Za-z0-9_]{30,60}"),
)
