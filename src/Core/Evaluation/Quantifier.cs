namespace ExperimentAdmin.Core.Evaluation;

/// <summary>How many parts of a rule must match for it to hold.</summary>
public static class Quantifier
{
    /// <summary>Whether one part of a rule holds: its conditions, or its sub-rules. An empty part does.</summary>
    /// <param name="type">The rule's type in upper case; an unknown one holds for nothing.</param>
    /// <param name="matches">What came of the members of the part; read only as far as needed.</param>
    public static bool Holds(string type, IEnumerable<bool> matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        return type switch
        {
            "ALL" => !matches.Contains(false),
            "ANY" => IsEmptyOrHasMatch(matches),
            "NONE" => !matches.Contains(true),
            _ => false,
        };
    }

    private static bool IsEmptyOrHasMatch(IEnumerable<bool> matches)
    {
        var isEmpty = true;
        foreach (var match in matches)
        {
            if (match)
            {
                return true;
            }

            isEmpty = false;
        }

        return isEmpty;
    }
}
