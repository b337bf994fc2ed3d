using Microsoft.AspNetCore.Routing.Patterns;

namespace ExperimentAdmin.App.Shell.Api.Refusals;

/// <summary>
/// Answers at every address of the API what it does not do: 405, with what it does in <c>Allow</c>, in the address's own form and
/// whoever asks.
/// </summary>
internal static class WrongMethods
{
    /// <summary>After all routes of the API are mapped.</summary>
    public static void MapWrongMethods(this IEndpointRouteBuilder routes)
    {
        var addresses = routes.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(endpoint => (endpoint.RoutePattern, Route: endpoint.Metadata.GetMetadata<ApiRoute>(), Methods: endpoint.Metadata.GetMetadata<HttpMethodMetadata>()))
            .Where(endpoint => endpoint is { Route: not null, Methods: not null })
            .GroupBy(endpoint => Shape(endpoint.RoutePattern), StringComparer.Ordinal).ToList();
        foreach (var address in addresses)
        {
            var allowed = string.Join(", ", address.SelectMany(endpoint => endpoint.Methods!.HttpMethods).SelectMany(Answered).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            var shape = address.First().Route!.Shape;
            routes.Map(address.First().RoutePattern, http => RefuseAsync(http, allowed, shape)).AllowAnonymous().ExcludeFromDescription();
        }
    }

    // See HeadRequests.
    private static string[] Answered(string method) => HttpMethods.IsGet(method) ? [method, HttpMethods.Head] : [method];

    private static Task RefuseAsync(HttpContext http, string allowed, ErrorShape shape)
    {
        http.Response.Headers.Allow = allowed;
        var sentence = $"Method \"{http.Request.Method}\" not allowed.";
        var refusal = shape is ErrorShape.Reference
            ? ReferenceErrors.Detail(StatusCodes.Status405MethodNotAllowed, sentence)
            : Problems.Of(http, StatusCodes.Status405MethodNotAllowed, [new Error.Invalid("method_not_allowed", sentence)]);
        return refusal.ExecuteAsync(http);
    }

    // The same for two addresses that differ in nothing but what their parts are called.
    private static string Shape(RoutePattern pattern)
        => string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternParameterPart parameter => $"{{{string.Join(':', parameter.ParameterPolicies.Select(policy => policy.Content))}}}",
            _ => "?",
        }))));
}
