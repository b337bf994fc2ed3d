using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Access.People.Reads;
using ExperimentAdmin.Core.Access.People.UseCases;

namespace ExperimentAdmin.App.Features.Settings.Api;

/// <summary>The people of a project over HTTP.</summary>
internal static class MemberRoutes
{
    private const string One = "/members/{person_id:int}/";

    public static void MapMembersApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapProjectApi();
        group.MapGet("/members/", ListAsync).As(ApiScope.Project, ErrorShape.Problem)
            .WithSummary("Lists those who have a role in a project, by name.").Lists<MemberWire>().Searches("the name or the e-mail address");
        group.MapGet(One, RetrieveAsync).As(ApiScope.Project, ErrorShape.Problem)
            .WithSummary("Shows somebody's role in a project.").Answers<MemberWire>();
        group.MapPut(One, PutAsync).As(ApiScope.Project, ErrorShape.Problem, Permission.Administer)
            .WithSummary("Gives somebody a role in a project, or another one.").HonoursIfMatch().Reads<MemberBody>().Answers<MemberWire>()
            .Example("""{"role": "product_manager"}""");
        group.MapDelete(One, RemoveAsync).As(ApiScope.Project, ErrorShape.Problem, Permission.Administer)
            .WithSummary("Takes somebody's role in a project away.").HonoursIfMatch().AnswersNothing();
    }

    private static Task<IResult> ListAsync(HttpContext http, ApiCall call, PeopleReads reads)
        => WireList.AnswerAsync(http, query => reads.MembersAsync(call.Project, query, http.RequestAborted), MemberWire.Of);

    private static Task<IResult> RetrieveAsync(HttpContext http, ApiCall call, int person_id, PeopleReads reads)
        => AnswerAsync(http, call, person_id, reads);

    private static async Task<IResult> PutAsync(HttpContext http, ApiCall call, int person_id, SetMemberRole set, PeopleReads reads)
    {
        var body = call.Body;
        var role = body.Choice("role", required: true, WireChoices<Role>.All);
        if (!body.IsGood)
        {
            return ApiErrors.Of(http, body);
        }

        var given = await set.RunAsync(
            new SetMemberRole.Command(
                call.Answering(() => AnswerAsync(http, call, person_id, reads)), person_id, role!.Value, Revisions.Expected(http.Request)),
            http.RequestAborted);
        return given.IsOk ? call.Answer : Refuse(http, given.Errors);
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, ApiCall call, int person_id, RemoveMember remove)
    {
        var removed = await remove.RunAsync(
            new RemoveMember.Command(call.Project, person_id, Revisions.Expected(http.Request)), http.RequestAborted);
        return removed.IsOk ? Results.NoContent() : Refuse(http, removed.Errors);
    }

    // The person is in the address here, not in a box of a form.
    private static IResult Refuse(HttpContext http, IReadOnlyList<Error> errors)
        => errors is [{ Code: "person_unknown" }] ? ApiErrors.Of(http, PersonErrors.NotFound()) : ApiErrors.Of(http, errors);

    private static async Task<IResult> AnswerAsync(HttpContext http, ApiCall call, int personId, PeopleReads reads)
    {
        if (await reads.FindMemberAsync(call.Project, personId, http.RequestAborted) is not { } member)
        {
            return ApiErrors.Of(http, PersonErrors.NotFound());
        }

        Revisions.Tag(http, member.Revision);
        return Results.Json(MemberWire.Of(member), WireJson.Options);
    }
}
