using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.App.Shell.Server;

namespace ExperimentAdmin.App.Shell.Api.Refusals;

/// <summary>Answers a refusal in the shape that the route has.</summary>
internal static class ApiErrors
{
    /// <summary>Core's refusals.</summary>
    public static IResult Of(HttpContext http, IReadOnlyList<Error> errors)
    {
        RetryLater.Say(http, errors[0]);
        http.Response.Headers.ETag = default; // The answer was ready when the change could not be committed.
        return Shape(http) is ErrorShape.Reference ? ReferenceErrors.Of(errors) : Problems.Of(http, errors);
    }

    /// <inheritdoc cref="Of(HttpContext, IReadOnlyList{Error})"/>
    public static IResult Of(HttpContext http, Error error) => Of(http, [error]);

    /// <summary>What is wrong with the members of a body.</summary>
    public static IResult Of(HttpContext http, WireObject body)
        => Shape(http) is ErrorShape.Reference ? ReferenceErrors.Of(body.Errors!) : Problems.Of(http, body.Errors!);

    /// <summary>A refusal whose status says more than its kind.</summary>
    public static IResult Of(HttpContext http, int status, Error error)
        => Shape(http) is ErrorShape.Reference ? ReferenceErrors.Detail(status, error.Message) : Problems.Of(http, status, [error]);

    private static ErrorShape Shape(HttpContext http) => http.ApiRoute()?.Shape ?? ErrorShape.Problem;
}
