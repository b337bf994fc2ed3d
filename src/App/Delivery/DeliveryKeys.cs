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
    public static string VaryOf(DeliverySpeech speech) => speech is DeliverySpeech.Sdk ? SdkVary : OfrepVary;

    /// <summary>The key of a request; null without one.</summary>
    public static string? Of(HttpRequest request, DeliverySpeech speech)
        => speech is DeliverySpeech.Sdk ? One(request, Header) : Token(request) ?? One(request, ApiKeyHeader) ?? One(request, Header);

    private static string? One(HttpRequest request, string name) => request.Headers[name] is [{ Length: > 0 } key] ? key : null;

    private static string? Token(HttpRequest request)
        => request.Headers.Authorization is [{ } value] && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            && value[Bearer.Length..].Trim() is { Length: > 0 } token
                ? token
                : null;
}
