using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.Reads;
using ExperimentAdmin.Core.Workspace.UseCases;

namespace ExperimentAdmin.App.Features.Settings.Api;

/// <summary>The keys of an environment over HTTP.</summary>
internal static class EnvironmentKeyRoutes
{
    public static void MapEnvironmentKeysApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapEnvironmentApi();
        group.MapGet("/keys/", ListAsync).As(ApiScope.Environment, ErrorShape.Problem)
            .WithSummary("Lists the keys of an environment, without the keys themselves: those that work first, newest first.").Lists<EnvironmentKeyWire>();
        group.MapPost("/keys/", CreateAsync).As(ApiScope.Environment, ErrorShape.Problem, Permission.Administer)
            .WithSummary("Makes a key; a server key is shown in this answer only.").Reads<NewEnvironmentKeyBody>()
            .Answers<EnvironmentKeyWire>(StatusCodes.Status201Created).Example("""{"kind": "server", "name": "Checkout service"}""");
        group.MapPost("/keys/{id:int}/rotate/", RotateAsync).As(ApiScope.Environment, ErrorShape.Problem, Permission.Administer)
            .WithSummary("Replaces a key; the old one works for a while.").Reads<RotationBody>()
            .Answers<EnvironmentKeyWire>(StatusCodes.Status201Created).Example("""{"overlap": 86400}""");
        group.MapDelete("/keys/{id:int}/", RevokeAsync).As(ApiScope.Environment, ErrorShape.Problem, Permission.Administer)
            .WithSummary("Ends a key at once.").AnswersNothing().Query("confirm", "true ends the last key of its kind too.");
    }

    private static async Task<IResult> ListAsync(HttpContext http, ApiCall call, SettingsReads reads) => await WireList.AnswerAsync(
        http,
        async query => query.PageOf(await reads.KeysAsync(call.Project, call.EnvironmentId, http.RequestAborted)),
        EnvironmentKeyWire.Of);

    private static async Task<IResult> CreateAsync(HttpContext http, ApiCall call, CreateEnvironmentKey create, SettingsReads reads)
    {
        var body = call.Body;
        var kind = body.Choice("kind", required: true, WireChoices<EnvironmentKeyKind>.All);
        var name = body.Text("name", required: true);
        return body.IsGood
            ? Answer(http, call, await create.RunAsync(
                new CreateEnvironmentKey.Command(Answering(http, call, reads), call.EnvironmentId, kind!.Value, name), http.RequestAborted))
            : ApiErrors.Of(http, body);
    }

    private static async Task<IResult> RotateAsync(HttpContext http, ApiCall call, int id, RotateEnvironmentKey rotate, SettingsReads reads)
    {
        var body = call.Body;
        var overlap = body.Integer("overlap", required: false) is { } seconds ? TimeSpan.FromSeconds(seconds) : RotationBody.ByDefault;
        return body.IsGood
            ? Answer(http, call, await rotate.RunAsync(
                new RotateEnvironmentKey.Command(Answering(http, call, reads), call.EnvironmentId, id, overlap), http.RequestAborted))
            : ApiErrors.Of(http, body);
    }

    private static async Task<IResult> RevokeAsync(HttpContext http, ApiCall call, int id, RevokeEnvironmentKey revoke)
    {
        var revoked = await revoke.RunAsync(
            new RevokeEnvironmentKey.Command(call.Project, call.EnvironmentId, id, http.Request.Query["confirm"].ToString() is "true"),
            http.RequestAborted);
        return revoked.IsOk ? Results.NoContent() : ApiErrors.Of(http, revoked.Errors);
    }

    private static IResult Answer(HttpContext http, ApiCall call, Result<NewKey> made) => made.IsOk ? call.Answer : ApiErrors.Of(http, made.Errors);

    private static ProjectAccess Answering(HttpContext http, ApiCall call, SettingsReads reads) => call.Answering<NewKey>(async made =>
    {
        var keys = await reads.KeysAsync(call.Project, call.EnvironmentId, http.RequestAborted);
        return Results.Json(
            EnvironmentKeyWire.Of(keys.Single(key => key.Id == made.Id)) with { Key = made.Token },
            WireJson.Options,
            statusCode: StatusCodes.Status201Created);
    });
}
