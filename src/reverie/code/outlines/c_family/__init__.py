"""C and C++: functions, macros, types with their members, in and out of classes and namespaces."""
