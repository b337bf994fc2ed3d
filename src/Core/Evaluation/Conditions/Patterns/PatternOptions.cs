namespace ExperimentAdmin.Core.Evaluation.Conditions.Patterns;

/// <summary>The options of a pattern that are set in one place of it.</summary>
internal readonly record struct PatternOptions(bool AnyCase, bool ManyLines, bool DotIsAll, bool SkipsBlanks)
{
    /// <summary>These, with the one of a letter set or not.</summary>
    public PatternOptions With(char letter, bool isOn) => char.ToLowerInvariant(letter) switch
    {
        'i' => this with { AnyCase = isOn },
        'm' => this with { ManyLines = isOn },
        's' => this with { DotIsAll = isOn },
        'x' => this with { SkipsBlanks = isOn },
        _ => this, // The n of groups without numbers, which decides nothing.
    };
}
