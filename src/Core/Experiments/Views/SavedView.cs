namespace ExperimentAdmin.Core.Experiments.Views;

/// <summary>How somebody likes to see the experiments of a project: a private row that touches nothing.</summary>
internal sealed class SavedView
{
    public const int QueryMaxLength = 1_000;

    public required int PersonId { get; init; }

    public required int ProjectId { get; init; }

    /// <summary>What the address of the list asks for, from its question mark on.</summary>
    public required string Query { get; set; }
}
