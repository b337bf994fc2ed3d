namespace ExperimentAdmin.Core.Persistence.Writing;

/// <summary>
/// The next number of a kind that is never given twice. A database's own sequence can be reset when a table is rebuilt;
/// a row cannot.
/// </summary>
internal sealed class Counter
{
    public required string Name { get; init; }

    public int NextValue { get; set; }
}
