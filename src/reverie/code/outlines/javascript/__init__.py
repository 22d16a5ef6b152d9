"""JavaScript, TypeScript and JSX: modules of both kinds, classes, prototypes, object literals, types."""
