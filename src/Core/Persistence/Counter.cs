namespace ExperimentAdmin.Core.Persistence;

/// <summary>A named sequence of numbers that are handed out once and never again.</summary>
public sealed class Counter
{
    public required string Name { get; init; }

    public required long NextValue { get; init; }
}
