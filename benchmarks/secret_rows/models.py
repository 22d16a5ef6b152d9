"""Keys of model providers, of what surrounds models, and of research platforms.

OpenAI's keys hold `T3BlbkFJ` (base64 of OpenAI) in their middle; Anthropic's end in AA, with 93 characters before
it; both are in GitHub's list of supported secret scanning patterns. The others where `published` says.
"""

from benchmarks.secret_rows.family import Family

_OPENAI = "platform.openai.com: API keys; project, service account and admin keys with T3BlbkFJ in the middle"
_ANTHROPIC = "docs.anthropic.com: API keys, and Claude Code's OAuth tokens; kind, version, 93 characters, AA"
_PLAIN = "the provider's dashboard; no prefix"

FAMILIES = (
    Family("openai-legacy", "OPENAI_API_KEY", "sk-{alnum:20}T3BlbkFJ{alnum:20}", f"{_OPENAI}; the old form"),
    Family("openai-project", "OPENAI_API_KEY", "sk-proj-{url:74}T3BlbkFJ{url:74}", _OPENAI),
    Family("openai-service", "OPENAI_SERVICE_KEY", "sk-svcacct-{url:74}T3BlbkFJ{url:74}", _OPENAI),
    Family("openai-admin", "OPENAI_ADMIN_KEY", "sk-admin-{url:74}T3BlbkFJ{url:74}", _OPENAI),
    Family("anthropic-api", "ANTHROPIC_API_KEY", "sk-ant-api03-{url:93}AA", _ANTHROPIC),
    Family("anthropic-admin", "ANTHROPIC_ADMIN_KEY", "sk-ant-admin01-{url:93}AA", _ANTHROPIC),
    Family("anthropic-oauth", "CLAUDE_CODE_OAUTH_TOKEN", "sk-ant-oat01-{url:93}AA", _ANTHROPIC),
    Family("anthropic-refresh", "CLAUDE_REFRESH_TOKEN", "sk-ant-ort01-{url:93}AA", _ANTHROPIC),
    Family("openrouter", "OPENROUTER_API_KEY", "sk-or-v1-{hex:64}", "openrouter.ai/docs: secret formats"),
    Family("groq", "GROQ_API_KEY", "gsk_{alnum:52}", "console.groq.com/keys"),
    Family("xai", "XAI_API_KEY", "xai-{alnum:80}", "docs.x.ai: API keys"),
    Family("perplexity", "PERPLEXITY_API_KEY", "pplx-{alnum:48}", "docs.perplexity.ai: API keys"),
    Family("cerebras", "CEREBRAS_API_KEY", "csk-{b36:48}", "inference-docs.cerebras.ai: quickstart"),
    Family("fireworks", "FIREWORKS_API_KEY", "fw_{alnum:24}", "docs.fireworks.ai: API keys"),
    Family("together", "TOGETHER_API_KEY", "tgp_v1_{url:43}", "docs.together.ai: API keys; since 2025"),
    Family("replicate", "REPLICATE_API_TOKEN", "r8_{alnum:37}", "replicate.com/docs: API tokens; 40 characters"),
    Family("huggingface", "HF_TOKEN", "hf_{letters:34}", "huggingface.co/docs/hub/security-tokens"),
    Family(
        "huggingface-organisation", "HF_ORG_TOKEN", "api_org_{letters:34}", "huggingface.co/docs: organisation tokens"
    ),
    Family("nvidia", "NVIDIA_API_KEY", "nvapi-{url:64}", "docs.api.nvidia.com: authentication"),
    Family("deepseek", "DEEPSEEK_API_KEY", "sk-{hex:32}", "api-docs.deepseek.com: your first API call"),
    Family("moonshot", "MOONSHOT_API_KEY", "sk-{alnum:48}", "platform.moonshot.ai/docs: API keys"),
    Family("mistral", "MISTRAL_API_KEY", "{alnum:32}", f"docs.mistral.ai; {_PLAIN}, 32", named_only=True),
    Family("cohere", "COHERE_API_KEY", "{alnum:40}", f"docs.cohere.com; {_PLAIN}, 40", named_only=True),
    Family("zhipu", "ZHIPUAI_API_KEY", "{hex:32}.{alnum:16}", "docs.z.ai: id and secret with a dot", named_only=True),
    Family(
        "litellm", "LITELLM_MASTER_KEY", "sk-{url:22}", "docs.litellm.ai: virtual keys; sk- and 22", named_only=True
    ),
    Family("voyage", "VOYAGE_API_KEY", "pa-{url:43}", "docs.voyageai.com: API key", named_only=True),
    Family("jina", "JINA_API_KEY", "jina_{hex:32}{url:28}", "jina.ai/embeddings: API key"),
    Family("elevenlabs", "ELEVENLABS_API_KEY", "sk_{hex:48}", "elevenlabs.io/docs: authentication"),
    Family("deepgram", "DEEPGRAM_API_KEY", "{hex:40}", f"developers.deepgram.com; {_PLAIN}, 40 hex", named_only=True),
    Family("assemblyai", "ASSEMBLYAI_API_KEY", "{hex:32}", f"assemblyai.com/docs; {_PLAIN}, 32 hex", named_only=True),
    Family("langsmith", "LANGSMITH_API_KEY", "lsv2_pt_{hex:32}_{hex:10}", "docs.smith.langchain.com: API keys"),
    Family("langfuse", "LANGFUSE_SECRET_KEY", "sk-lf-{uuid}", "langfuse.com/docs: API keys"),
    Family("wandb", "WANDB_API_KEY", "{hex:40}", f"docs.wandb.ai; {_PLAIN}, 40 hex", named_only=True),
    Family("kaggle", "KAGGLE_API_TOKEN", "KGAT_{hex:32}", "kaggle.com/docs/api: authentication"),
    Family("tavily", "TAVILY_API_KEY", "tvly-dev-{alnum:32}", "docs.tavily.com: API key"),
    Family("firecrawl", "FIRECRAWL_API_KEY", "fc-{hex:32}", "docs.firecrawl.dev: authentication"),
    Family("exa", "EXA_API_KEY", "{uuid}", "docs.exa.ai: API key; a UUID", named_only=True),
    Family("serpapi", "SERPAPI_API_KEY", "{hex:64}", f"serpapi.com; {_PLAIN}, 64 hex", named_only=True),
    Family("brave-search", "BRAVE_API_KEY", "BSA{url:28}", "api-dashboard.search.brave.com: API keys", named_only=True),
    Family("runpod", "RUNPOD_API_KEY", "rpa_{B36:40}{b36:6}", "docs.runpod.io: API keys"),
    Family("modal", "MODAL_TOKEN_SECRET", "as-{alnum:22}", "modal.com/docs: token set; as- and 22", named_only=True),
    Family("baseten", "BASETEN_API_KEY", "{alnum:8}.{alnum:32}", "docs.baseten.co: API keys", named_only=True),
    Family("pinecone", "PINECONE_API_KEY", "pcsk_{alnum:5}_{alnum:63}", "docs.pinecone.io: API keys; id and key"),
    Family("apify", "APIFY_TOKEN", "apify_api_{alnum:36}", "docs.apify.com: API tokens"),
)
