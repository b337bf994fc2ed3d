using ExperimentAdmin.Core.Serving;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.UseCases;

namespace ExperimentAdmin.App.Delivery;

/// <summary>Where requests carry the key of their environment.</summary>
internal static class DeliveryKeys
{
    /// <summary>The header of SDKs.</summary>
    public const string Header = "X-Environment-Key";

    private const string ApiKeyHeader = "X-API-Key";
    private const string Bearer = "Bearer ";
    private const string SdkVary = $"Origin, {Header}";
    private const string OfrepVary = $"Origin, Authorization, {ApiKeyHeader}, {Header}";

    /// <summary>
    /// On which headers of a request its answer depends, as the header <c>Vary</c> lists them: what one key was answered, a cache
    /// may not give to another, nor ask with its date whether that is current.
    /// </summary>
    public static string VaryOf(DeliveryDialect speech) => speech is DeliveryDialect.Sdk ? SdkVary : OfrepVary;

    /// <summary>What the key of a request opens; null for nothing. Where several headers may carry one, the first that opens anything counts.</summary>
    /// <param name="request">The request.</param>
    /// <param name="speech">Says which headers may carry it.</param>
    /// <param name="served">All environments.</param>
    /// <param name="isThere">Whether it has any key, whatever that opens.</param>
    public static ServedKey? Find(HttpRequest request, DeliveryDialect speech, ServedEnvironments served, out bool isThere)
    {
        var isSdk = speech is DeliveryDialect.Sdk;
        var (first, second, third) = (isSdk ? null : Token(request), isSdk ? null : One(request, ApiKeyHeader), One(request, Header));
        isThere = (first ?? second ?? third) is not null;
        return Open(first) ?? Open(second) ?? Open(third);

        ServedKey? Open(string? key) => key is null ? null : served.Find(key);
    }

    /// <summary>What an SDK is told whose key opens nothing, or not this: the reference writes it in two ways.</summary>
    public static string FaultOf(HttpRequest request, DeliveryRoute route)
        => One(request, Header) is { } key
            && (route.Opens(EnvironmentKeyKind.Client) || key.StartsWith(CreateEnvironmentKey.ServerPrefix, StringComparison.Ordinal))
                ? DeliveryErrors.KeyUnknown
                : DeliveryErrors.KeyMissing;

    private static string? One(HttpRequest request, string name) => request.Headers[name] is [{ Length: > 0 } key] ? key : null;

    private static string? Token(HttpRequest request)
        => request.Headers.Authorization is [{ } value] && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            && value[Bearer.Length..].Trim() is { Length: > 0 } token
                ? token
                : null;
}
