namespace Patterns.Testing;

/// <summary>One call of a store.</summary>
/// <param name="Index">0-based number of the call since the store was made.</param>
/// <param name="Operation">What is asked.</param>
/// <param name="Path">Path of the object, or prefix of the listing.</param>
public readonly record struct StoreCall(int Index, StoreOperation Operation, string Path)
{
    /// <summary>Whether the call creates, replaces or deletes an object.</summary>
    public bool IsChange => Operation is StoreOperation.Put or StoreOperation.Complete or StoreOperation.Delete;
}
