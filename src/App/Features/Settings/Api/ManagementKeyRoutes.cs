using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Access.Keys.UseCases;

namespace ExperimentAdmin.App.Features.Settings.Api;

/// <summary>
/// Management API keys over HTTP: those of a project, and from the routes of the instance those of the instance, with the
/// keys of every project in the list. People make them; keys make no keys.
/// </summary>
internal static class ManagementKeyRoutes
{
    private const string List = "/api-keys/";
    private const string One = "/api-keys/{id:int}/";
    private const string Example = """{"name": "Deployment", "role": "product_manager", "expires_at": "2027-01-01T00:00:00Z"}""";

    public static void MapManagementKeysApi(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapProjectApi(), ApiScope.Project, "a project");
        Map(routes.MapInstanceApi(), ApiScope.Instance, "the instance");
    }

    private static void Map(RouteGroupBuilder group, ApiScope scope, string where)
    {
        group.MapGet(List, ListAsync).As(scope, ErrorShape.Problem, Permission.Administer)
            .WithSummary($"Lists the API keys of {where}, those that work first.").Lists<ManagementKeyWire>().Searches("the name")
            .Query("standing", "Whether they work; all without it.", words: WireChoices<ManagementKeyStatus>.All.Keys);
        group.MapPost(List, CreateAsync).As(scope, ErrorShape.Problem, Permission.Administer)
            .WithSummary($"Makes an API key of {where}; it is shown in this answer only, and only people can ask.").Reads<NewManagementKeyBody>()
            .Answers<ManagementKeyWire>(StatusCodes.Status201Created).Example(Example);
        group.MapGet(One, RetrieveAsync).As(scope, ErrorShape.Problem, Permission.Administer)
            .WithSummary($"Shows an API key of {where}.").Answers<ManagementKeyWire>();
        group.MapDelete(One, RevokeAsync).As(scope, ErrorShape.Problem, Permission.Administer)
            .WithSummary($"Ends an API key of {where} at once.").AnswersNothing();
    }

    private static async Task<IResult> ListAsync(HttpContext http, ApiCall call, ManagementKeyReads reads)
    {
        var filters = new WireFilters(http.Request);
        var status = filters.Choice<ManagementKeyStatus>("standing");
        return filters.Errors.Count > 0
            ? ApiErrors.Of(http, filters.Errors)
            : await WireList.AnswerAsync(http, query => ReadAsync(query), ManagementKeyWire.Of);

        async Task<Page<ManagementKeyItem>> ReadAsync(ListQuery asked)
        {
            var query = new ManagementKeyQuery { Status = status, Search = asked.Search, Page = asked.Page, Size = asked.Size };

            // The admission asked for the role that the read asks for.
            return OfInstance(http)
                ? (await reads.ListAsync(call.Instance, query, http.RequestAborted)).Page
                : (await reads.ListAsync(call.Project, query, http.RequestAborted)).Value.Page;
        }
    }

    private static async Task<IResult> CreateAsync(HttpContext http, ApiCall call, CreateManagementKey create, ManagementKeyReads reads)
    {
        var body = call.Body;
        var name = body.Text("name", required: true);
        var role = body.Choice("role", required: true, WireChoices<Role>.All);
        var expiresAt = body.Time("expires_at");
        if (!body.IsGood)
        {
            return ApiErrors.Of(http, body);
        }

        var made = await create.RunAsync(new CreateManagementKey.Command(
                Scope(http, call, async made => Answer(http, await FindAsync(http, call, reads, made.Id), made.Token, StatusCodes.Status201Created)),
                name, role!.Value, expiresAt),
            http.RequestAborted);
        return made.IsOk ? call.Answer : ApiErrors.Of(http, made.Errors);
    }

    private static async Task<IResult> RetrieveAsync(HttpContext http, ApiCall call, int id, ManagementKeyReads reads)
        => Answer(http, await FindAsync(http, call, reads, id));

    private static async Task<IResult> RevokeAsync(HttpContext http, ApiCall call, int id, RevokeManagementKey revoke)
    {
        var revoked = await revoke.RunAsync(new RevokeManagementKey.Command(Scope(http, call), id), http.RequestAborted);
        return revoked.IsOk ? Results.NoContent() : ApiErrors.Of(http, revoked.Errors);
    }

    private static bool OfInstance(HttpContext http) => http.ApiRoute()?.Scope is ApiScope.Instance;

    private static ManagementKeyScope Scope(HttpContext http, ApiCall call)
        => OfInstance(http) ? new ManagementKeyScope(call.Instance) : new ManagementKeyScope(call.Project);

    private static ManagementKeyScope Scope(HttpContext http, ApiCall call, Func<NewManagementKey, Task<IResult>> answer)
        => OfInstance(http) ? new ManagementKeyScope(call.AnsweringOfInstance(answer)) : new ManagementKeyScope(call.Answering(answer));

    private static async Task<ManagementKeyItem?> FindAsync(HttpContext http, ApiCall call, ManagementKeyReads reads, int id)
        => OfInstance(http)
            ? await reads.FindAsync(call.Instance, id, http.RequestAborted)
            : (await reads.FindAsync(call.Project, id, http.RequestAborted)).Value;

    private static IResult Answer(HttpContext http, ManagementKeyItem? item, string? key = null, int status = StatusCodes.Status200OK)
        => item is null
            ? ApiErrors.Of(http, ManagementKeyErrors.NotFound())
            : Results.Json(ManagementKeyWire.Of(item) with { Key = key }, WireJson.Options, statusCode: status);
}
