using System.Collections.Frozen;

namespace ExperimentAdmin.Core.Common;

/// <summary>
/// The names that every object of JavaScript has already, whatever is put into it. Clients keep flags and traits in plain objects by
/// name: one that evaluates on its own finds such a member where there is nothing, and fails for every flag of the environment.
/// </summary>
public static class JavaScriptMembers
{
    private static readonly FrozenSet<string> s_names = FrozenSet.Create(
        StringComparer.Ordinal,
        "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__", "__proto__", "constructor", "hasOwnProperty",
        "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf");

    /// <summary>All of them, in the order of their letters.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_names.Order(StringComparer.Ordinal)];

    /// <summary>Whether a name is one of them as it is written: upper and lower case differ.</summary>
    public static bool Has(string name) => s_names.Contains(name);

    /// <summary>
    /// The member that some client meets in place of a flag: the flag's name, or that in lower case, by which the client in browsers
    /// keeps flags. Null when there is none.
    /// </summary>
    public static string? MetBy(string flag)
    {
        ArgumentNullException.ThrowIfNull(flag);
        return Has(flag) ? flag : flag.ToLowerInvariant() is var lower && Has(lower) ? lower : null;
    }
}
