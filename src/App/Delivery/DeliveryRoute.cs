using ExperimentAdmin.Core.Serving.Counts;
using ExperimentAdmin.Core.Workspace.Domain;

namespace ExperimentAdmin.App.Delivery;

/// <summary>An address that applications ask with the key of an environment.</summary>
/// <param name="Path">The address; what follows it is the name of a flag when <see cref="NamesFlag"/> says so.</param>
/// <param name="Methods">What may be sent.</param>
/// <param name="Speech">In which words it answers.</param>
/// <param name="Answer">Answers a request whose key was found.</param>
internal sealed record DeliveryRoute(string Path, string[] Methods, DeliveryDialect Speech, Func<DeliveryCall, Task> Answer)
{
    /// <summary>Whether a kind of key may use it; every kind unless it says otherwise.</summary>
    public Func<EnvironmentKeyKind, bool> Opens { get; init; } = _ => true;

    /// <summary>As what a request is counted; null for one that asks nothing.</summary>
    public RequestKind? Asks { get; init; }

    /// <summary>Whether the address ends with the name of a flag.</summary>
    public bool NamesFlag { get; init; }

    /// <summary>The address as metrics and traces name it: the same for every flag.</summary>
    public string Template => NamesFlag ? $"{Path}{{key}}" : Path;

    /// <summary>The methods as the header <c>Allow</c> lists them.</summary>
    public string Allowed { get; } = string.Join(", ", [.. Methods, "OPTIONS"]);
}
