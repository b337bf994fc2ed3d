namespace ExperimentAdmin.App.Shell.Api.Callers;

/// <summary>What a request says of the API.</summary>
internal static class ApiRequests
{
    /// <summary>Whether the address lies in the API, whether or not there is anything.</summary>
    public static bool IsApi(this HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    /// <summary>What the endpoint says of itself; null for one that is not of the management API.</summary>
    public static ApiRoute? ApiRoute(this HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<ApiRoute>();
}
