using ExperimentAdmin.App.Delivery.Flags;
using ExperimentAdmin.Core.Serving;
using ExperimentAdmin.Core.Workspace.Domain;

namespace ExperimentAdmin.App.Delivery;

/// <summary>One request of an application, whose key was found.</summary>
/// <param name="Http">The request and its answer.</param>
/// <param name="Key">What its key opens; taken once, so that the whole answer is of one revision.</param>
/// <param name="Flag">The flag that the address names; empty where it names none.</param>
internal readonly record struct DeliveryCall(HttpContext Http, ServedKey Key, string Flag)
{
    /// <summary>What is served.</summary>
    public ServedEnvironment Environment => Key.Environment;

    /// <summary>How much of it the key opens.</summary>
    public EnvironmentKeyKind Kind => Key.Kind;

    /// <summary>Whether what the caller says of identities counts.</summary>
    public bool TakesTraits => Kind is EnvironmentKeyKind.Server || Environment.Settings.AllowsClientTraits;

    /// <summary>Says in the answer of which moment it is, and keeps it out of shared caches: who asks stands in a header that they do not know.</summary>
    public void StampMoment()
    {
        var headers = Http.Response.Headers;
        headers[FlagsEndpoint.UpdatedAtHeader] = Environment.Wire.UpdatedAt;
        headers.CacheControl = "private, no-cache";
    }
}
