using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Passwords;
using ExperimentAdmin.Core.Access.Passwords.UseCases;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Access.People.Reads;
using ExperimentAdmin.Core.Access.People.UseCases;

namespace ExperimentAdmin.App.Features.People.Api;

/// <summary>The people of the instance over HTTP.</summary>
internal static class PeopleRoutes
{
    private const string List = "/people/";
    private const string One = "/people/{id:int}/";

    public static void MapPeopleApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapInstanceApi();
        group.MapGet(List, ListAsync).As(ApiScope.Instance, ErrorShape.Problem)
            .WithSummary("Lists everybody, by name.").Lists<PersonWire>().Searches("the name or the e-mail address")
            .Query("standing", "Where they stand with their account; all without it.", words: WireChoices<PersonStatus>.All.Keys);
        group.MapPost(List, InviteAsync).As(ApiScope.Instance, ErrorShape.Problem)
            .WithSummary("Invites somebody; the link by which they set a password is in this answer only.").Reads<InvitationBody>()
            .Answers<PersonWire>(StatusCodes.Status201Created)
            .Example("""{"email": "ada@example.com", "name": "Ada Lovelace", "project": 1, "role": "product_manager"}""");
        group.MapGet(One, RetrieveAsync).As(ApiScope.Instance, ErrorShape.Problem).WithSummary("Shows a person.").Answers<PersonWire>();
        group.MapPatch(One, PatchAsync).As(ApiScope.Instance, ErrorShape.Problem)
            .WithSummary("Renames somebody, or lets them manage the instance.").HonoursIfMatch().Reads<PersonBody>().Answers<PersonWire>()
            .Example("""{"instance_administrator": true}""");
        group.MapPost($"{One}deactivate/", DeactivateAsync).As(ApiScope.Instance, ErrorShape.Problem)
            .WithSummary("Keeps somebody out; their records stay.").HonoursIfMatch().Answers<PersonWire>();
        group.MapPost($"{One}reactivate/", ReactivateAsync).As(ApiScope.Instance, ErrorShape.Problem)
            .WithSummary("Lets somebody in again.").HonoursIfMatch().Answers<PersonWire>();
        group.MapPost($"{One}password-link/", LinkAsync).As(ApiScope.Instance, ErrorShape.Problem)
            .WithSummary("Makes a link by which somebody sets a new password; earlier ones and sign-ins end.")
            .Answers<PasswordLinkWire>(StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(HttpContext http, ApiCall call, PeopleReads reads)
    {
        var filters = new WireFilters(http.Request);
        var status = filters.Choice<PersonStatus>("standing");
        return filters.Errors.Count > 0
            ? ApiErrors.Of(http, filters.Errors)
            : await WireList.AnswerAsync(
                http,
                async query => (await reads.ListAsync(
                    call.Instance,
                    new PeopleQuery { Status = status, Search = query.Search, Page = query.Page, Size = query.Size },
                    http.RequestAborted)).Page,
                PersonWire.Of);
    }

    private static async Task<IResult> InviteAsync(HttpContext http, ApiCall call, InvitePerson invite, PeopleReads reads)
    {
        var body = call.Body;
        var command = new InvitePerson.Command(
            call.AnsweringOfInstance<PasswordLink>(
                made => AnswerAsync(http, call, made.PersonId, reads, PasswordLinks.Address(http.Request, made), StatusCodes.Status201Created)),
            body.Text("email", required: true), body.Text("name", required: true))
        {
            IsInstanceAdministrator = body.Boolean("instance_administrator", required: false) ?? false,
            ProjectId = body.Says("project") ? body.Id("project", required: true) : null,
            Role = body.Choice("role", required: false, WireChoices<Role>.All) ?? Role.Viewer,
        };
        if (!body.IsGood)
        {
            return ApiErrors.Of(http, body);
        }

        var invited = await invite.RunAsync(command, http.RequestAborted);
        return invited.IsOk ? call.Answer : ApiErrors.Of(http, invited.Errors);
    }

    private static Task<IResult> RetrieveAsync(HttpContext http, ApiCall call, int id, PeopleReads reads) => AnswerAsync(http, call, id, reads);

    private static async Task<IResult> PatchAsync(HttpContext http, ApiCall call, int id, EditPerson edit, PeopleReads reads)
    {
        var body = call.Body;
        var command = new EditPerson.Command(call.AnsweringOfInstance(() => AnswerAsync(http, call, id, reads)), id)
        {
            Name = body.Text("name", required: false),
            IsInstanceAdministrator = body.Boolean("instance_administrator", required: false),
            ExpectedRevision = Revisions.Expected(http.Request),
        };
        return body.IsGood
            ? Answer(http, call, await edit.RunAsync(command, http.RequestAborted))
            : ApiErrors.Of(http, body);
    }

    private static Task<IResult> DeactivateAsync(HttpContext http, ApiCall call, int id, DeactivatePerson deactivate, PeopleReads reads)
        => SetDeactivatedAsync(http, call, id, deactivate, reads, deactivated: true);

    private static Task<IResult> ReactivateAsync(HttpContext http, ApiCall call, int id, DeactivatePerson deactivate, PeopleReads reads)
        => SetDeactivatedAsync(http, call, id, deactivate, reads, deactivated: false);

    private static async Task<IResult> SetDeactivatedAsync(
        HttpContext http, ApiCall call, int id, DeactivatePerson deactivate, PeopleReads reads, bool deactivated)
        => Answer(http, call, await deactivate.RunAsync(
            new DeactivatePerson.Command(
                call.AnsweringOfInstance(() => AnswerAsync(http, call, id, reads)), id, deactivated, Revisions.Expected(http.Request)),
            http.RequestAborted));

    private static async Task<IResult> LinkAsync(HttpContext http, ApiCall call, int id, CreatePasswordLink create)
    {
        var created = await create.RunAsync(new CreatePasswordLink.Command(call.Instance, id), http.RequestAborted);
        return created.IsOk
            ? Results.Json(
                new PasswordLinkWire(PasswordLinks.Address(http.Request, created.Value)), WireJson.Options, statusCode: StatusCodes.Status201Created)
            : ApiErrors.Of(http, created.Errors);
    }

    private static IResult Answer(HttpContext http, ApiCall call, Result<Done> changed) => changed.IsOk ? call.Answer : ApiErrors.Of(http, changed.Errors);

    private static async Task<IResult> AnswerAsync(
        HttpContext http, ApiCall call, int id, PeopleReads reads, string? link = null, int status = StatusCodes.Status200OK)
    {
        if (await reads.FindAsync(call.Instance, id, http.RequestAborted) is not { } person)
        {
            return ApiErrors.Of(http, PersonErrors.NotFound());
        }

        Revisions.Tag(http, person.Revision);
        return Results.Json(PersonWire.Of(person) with { PasswordLink = link }, WireJson.Options, statusCode: status);
    }
}
