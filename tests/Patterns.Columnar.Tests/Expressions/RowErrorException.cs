namespace Patterns.Columnar.Tests.Expressions;

/// <summary>A row has no result in the interpreter.</summary>
internal sealed class RowErrorException : Exception;
