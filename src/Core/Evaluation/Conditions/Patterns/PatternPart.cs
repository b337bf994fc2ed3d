namespace ExperimentAdmin.Core.Evaluation.Conditions.Patterns;

/// <summary>A pattern taken apart into what decides whether it matches: neither groups have names nor repetitions a preference.</summary>
internal abstract record PatternPart
{
    /// <summary>How large it is: characters and assertions, each as often as its repetitions may ask for it.</summary>
    public abstract long Steps { get; }

    /// <summary>Nothing at all, which always matches.</summary>
    public sealed record Nothing : PatternPart
    {
        public override long Steps => 1;
    }

    /// <summary>One character of a kind.</summary>
    /// <param name="Kind">As patterns write it: <c>a</c>, <c>\d</c>, <c>[a-z]</c>, with its options before it.</param>
    public sealed record One(string Kind) : PatternPart
    {
        public override long Steps => 1;
    }

    /// <summary>A place that has to be where it is.</summary>
    /// <param name="Wanted">What has to be true of the place.</param>
    /// <param name="Negated">Whether it must not.</param>
    public sealed record Assertion(PatternPosition Wanted, bool Negated = false) : PatternPart
    {
        public override long Steps => 1;
    }

    /// <summary>One part after the other.</summary>
    public sealed record Sequence(IReadOnlyList<PatternPart> Parts) : PatternPart
    {
        public override long Steps { get; } = Sum(Parts);
    }

    /// <summary>Any of the parts.</summary>
    public sealed record Choice(IReadOnlyList<PatternPart> Parts) : PatternPart
    {
        public override long Steps { get; } = Sum(Parts);
    }

    /// <summary>One part several times.</summary>
    /// <param name="Part">What.</param>
    /// <param name="Least">How often at least.</param>
    /// <param name="Most">How often at most; null for any number.</param>
    public sealed record Repeat(PatternPart Part, int Least, int? Most) : PatternPart
    {
        public override long Steps { get; } = Math.Min(TooMany, Part.Steps * Math.Max(1, Most ?? Least));
    }

    // Two of them multiplied are still a number.
    private const long TooMany = int.MaxValue;

    private static long Sum(IReadOnlyList<PatternPart> parts) => Math.Min(TooMany, Math.Max(1, parts.Sum(part => part.Steps)));
}
