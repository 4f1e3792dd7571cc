"""The catalogue: one small file per institution or platform. docs/ADDING_A_SOURCE.md says how to add one."""
