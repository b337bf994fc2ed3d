namespace ExperimentAdmin.Core.Serving;

/// <summary>A variant as answers carry it.</summary>
/// <param name="Id">The variant's id.</param>
/// <param name="Uuid">Its name that no other installation gives.</param>
/// <param name="Ordinal">Where its share is laid out: never changes, and is the id of its allocation on the wire.</param>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its value as text.</param>
public sealed record ServedVariant(int Id, Guid Uuid, int Ordinal, string Key, string Value);
