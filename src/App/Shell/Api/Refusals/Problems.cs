using System.Text.Json.Nodes;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Changes;

namespace ExperimentAdmin.App.Shell.Api.Refusals;

/// <summary>Refusals as problem details (RFC 9457), for the routes of our own: with the code, and the sentences by field.</summary>
internal static class Problems
{
    /// <summary>Core's refusals.</summary>
    public static IResult Of(HttpContext http, IReadOnlyList<Error> errors) => Of(http, Status(errors[0]), errors);

    /// <summary>What is wrong with the members of a body.</summary>
    public static IResult Of(HttpContext http, JsonObject errors)
    {
        var byField = new Dictionary<string, string[]>(StringComparer.Ordinal);
        Flatten(errors, string.Empty, byField);
        return Of(http, StatusCodes.Status400BadRequest, "invalid", "The body has members that cannot be used; see errors.", byField);
    }

    /// <summary>Refusals whose status says more than their kind.</summary>
    public static IResult Of(HttpContext http, int status, IReadOnlyList<Error> errors)
    {
        var byField = errors.Where(error => error.Field is not null).GroupBy(error => WireNames.Of(error.Field!), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(error => error.Message).Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        return Of(http, status, errors[0].Code, string.Join(" ", errors.Select(error => error.Message).Distinct(StringComparer.Ordinal)), byField);
    }

    private static IResult Of(HttpContext http, int status, string code, string sentence, Dictionary<string, string[]> byField)
    {
        var extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code };
        if (byField.Count > 0)
        {
            extensions["errors"] = byField;
        }

        return Results.Problem(
            statusCode: status,
            title: Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
            detail: sentence,
            type: $"{http.Request.PathBase}/docs/api#{code}",
            extensions: extensions);
    }

    private static int Status(Error error) => error switch
    {
        { Code: StaleRevision.Code } => StatusCodes.Status412PreconditionFailed,
        { Code: "idempotency_key_reused" } => StatusCodes.Status422UnprocessableEntity,
        { Code: "project_not_found" or "environment_not_found" } => StatusCodes.Status403Forbidden,
        Error.NotFound => StatusCodes.Status404NotFound,
        Error.Forbidden => StatusCodes.Status403Forbidden,
        Error.Limited => StatusCodes.Status429TooManyRequests,
        Error.Unavailable => StatusCodes.Status503ServiceUnavailable,
        Error.Conflict => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status400BadRequest,
    };

    private static void Flatten(JsonNode? errors, string path, Dictionary<string, string[]> byField)
    {
        switch (errors)
        {
            case JsonObject members:
                foreach (var (name, inner) in members)
                {
                    Flatten(inner, name is "non_field_errors" ? path : path.Length == 0 ? name : $"{path}.{name}", byField);
                }

                break;
            case JsonArray { Count: > 0 } list when list[0] is JsonValue:
                byField[path.Length == 0 ? "body" : path] = [.. list.Select(sentence => sentence!.GetValue<string>())];
                break;
            case JsonArray list:
                foreach (var (index, inner) in list.Index())
                {
                    Flatten(inner, $"{path}[{index}]", byField);
                }

                break;
        }
    }
}
