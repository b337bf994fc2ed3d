namespace ExperimentAdmin.App.Delivery;

/// <summary>Where requests carry the key of their environment.</summary>
internal static class DeliveryKeys
{
    /// <summary>The header of SDKs.</summary>
    public const string Header = "X-Environment-Key";

    private const string ApiKeyHeader = "X-API-Key";
    private const string Bearer = "Bearer ";

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
