namespace ExperimentAdmin.Core.Evaluation.Conditions;

/// <summary>How many members of a part of a rule, its conditions or its sub-rules, must match for the part to hold.</summary>
public readonly record struct Quantifier
{
    // One member that matches so decides for all: that of ALL by failing, those of ANY and NONE by matching.
    private readonly bool _decisive;
    private readonly bool _holdsThen;

    private Quantifier(bool decisive, bool holdsThen) => (_decisive, _holdsThen) = (decisive, holdsThen);

    /// <summary>The quantifier of a rule's type in upper case; null for an unknown one, by which nothing holds.</summary>
    public static Quantifier? Of(string type) => type switch
    {
        "ALL" => new(decisive: false, holdsThen: false),
        "ANY" => new(decisive: true, holdsThen: true),
        "NONE" => new(decisive: true, holdsThen: false),
        _ => null,
    };

    /// <summary>Whether a part holds with these members. An empty part does.</summary>
    /// <param name="matches">What came of them; read only as far as needed.</param>
    public bool Holds(IEnumerable<bool> matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        var isEmpty = true;
        foreach (var match in matches)
        {
            if (IsDecidedBy(match, out var holds))
            {
                return holds;
            }

            isEmpty = false;
        }

        return HoldsUndecided(isEmpty);
    }

    /// <summary>Whether one member settles it, whatever comes of the others.</summary>
    internal bool IsDecidedBy(bool match, out bool holds)
    {
        holds = _holdsThen;
        return match == _decisive;
    }

    /// <summary>Whether a part holds that no member decided.</summary>
    internal bool HoldsUndecided(bool isEmpty) => isEmpty || !_holdsThen;
}
