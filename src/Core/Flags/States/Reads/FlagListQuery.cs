namespace ExperimentAdmin.Core.Flags.States.Reads;

/// <summary>Which flags to list. The search looks into their names and tags.</summary>
public sealed record FlagListQuery : ListQuery
{
    public FlagFilter Filter { get; init; }

    public FlagSort Sort { get; init; }

    /// <summary>Names from the end of the alphabet, or newest first.</summary>
    public bool Descending { get; init; }
}
