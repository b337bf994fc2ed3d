namespace ExperimentAdmin.Core.Experiments.Endings;

/// <summary>Ends and conclusions in words, the same in records and on pages.</summary>
public static class EndingText
{
    /// <summary>"won", as records and lists say it.</summary>
    public static string Word(Conclusion conclusion) => conclusion switch
    {
        Conclusion.Won => "won",
        Conclusion.Lost => "lost",
        Conclusion.Inconclusive => "inconclusive",
        Conclusion.Stopped => "stopped",
    };

    /// <summary>"big shipped to everybody".</summary>
    /// <param name="kind">Which way.</param>
    /// <param name="variantKey">The key of the variant that was shipped; null for the other ways.</param>
    public static string Decision(EndingKind kind, string? variantKey) => kind switch
    {
        EndingKind.Variant => $"{variantKey} shipped to everybody",
        EndingKind.Control => "control shipped to everybody",
        EndingKind.Restore => "back to what was before",
    };

    /// <summary>What the end of an experiment did, in its record.</summary>
    /// <param name="kind">Which way.</param>
    /// <param name="variantKey">The key of the variant that was shipped; null for the other ways.</param>
    /// <param name="gaveBack">Whether the environment default got something back that the rollout took.</param>
    /// <param name="conclusion">What was learned; null for nothing said.</param>
    /// <param name="removed">How many overrides were taken away.</param>
    internal static string Summary(EndingKind kind, string? variantKey, bool gaveBack, Conclusion? conclusion, int removed)
    {
        var decision = (kind, gaveBack) switch
        {
            (EndingKind.Restore, true) => "the environment default is as it was before the experiment",
            (EndingKind.Restore, false) => "everybody gets the environment default",
            _ => Decision(kind, variantKey),
        };
        return $"completed{(conclusion is { } said ? $", {Word(said)}" : string.Empty)}; {decision}"
            + removed switch
            {
                0 => string.Empty,
                1 => "; 1 override removed",
                _ => $"; {removed} overrides removed",
            };
    }
}
