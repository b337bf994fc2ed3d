namespace ExperimentAdmin.Core.Experiments.Endings;

/// <summary>What somebody wants everybody to get when an experiment is over.</summary>
/// <param name="Kind">Which of the three ways.</param>
/// <param name="VariantId">The variant that is shipped; null for the other ways.</param>
public sealed record Ending(EndingKind Kind, int? VariantId = null)
{
    /// <summary>What was before the experiment.</summary>
    public static Ending Restore { get; } = new(EndingKind.Restore);

    /// <summary>Control for everybody.</summary>
    public static Ending Control { get; } = new(EndingKind.Control);

    /// <summary>One variant for everybody.</summary>
    public static Ending Ship(int variantId) => new(EndingKind.Variant, variantId);
}
