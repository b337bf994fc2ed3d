using ExperimentAdmin.Core.Experiments.Lifecycle;

namespace ExperimentAdmin.Core.Experiments.Endings;

/// <summary>
/// How a completed experiment ended, and what its flag was before, for as long as that can be undone. There is one row for each that is
/// completed; an end that is undone leaves none but in the records.
/// </summary>
internal sealed class ExperimentEnd
{
    public const int NoteMaxLength = 10_000;

    public required int ExperimentId { get; init; }

    public required EndingKind Kind { get; init; }

    /// <summary>The variant that was shipped; null for the other ways.</summary>
    public int? VariantId { get; init; }

    /// <summary>The key of the variant that was shipped, which stays when the variant goes.</summary>
    public string? VariantKey { get; init; }

    /// <summary>What was learned; null while nobody said.</summary>
    public Conclusion? Conclusion { get; set; }

    /// <summary>What people wrote about it; empty for nothing.</summary>
    public required string Note { get; set; }

    /// <summary>The note folded, for search.</summary>
    public required string NoteFolded { get; set; }

    public required string EndedBy { get; init; }

    /// <summary>The status that the experiment had.</summary>
    public required ExperimentStatus StatusBefore { get; init; }

    /// <summary>Since when it had that status, UTC.</summary>
    public required DateTimeOffset StatusBeforeSince { get; init; }

    /// <summary>What the flag was before, as <see cref="FlagMemory"/> writes it. Never read as what is served.</summary>
    public required string FlagBefore { get; init; }

    /// <summary>The revision of what the environment serves of the flag, right after the end: at any other, somebody changed it.</summary>
    public required int FlagRevision { get; init; }

    /// <summary>The revision of the feature at the end: at any other, somebody changed it or its variants.</summary>
    public required int FeatureRevision { get; init; }
}
