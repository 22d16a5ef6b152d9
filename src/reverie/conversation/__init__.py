"""The values of a conversation and the ports of its loop: messages, events, origins, records.

Everything here is a frozen value or a protocol. It holds no state, does no input or output, and knows nobody above it.
"""
