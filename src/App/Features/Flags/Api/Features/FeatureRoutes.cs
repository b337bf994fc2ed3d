using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.Reads;
using ExperimentAdmin.Core.Flags.Features.UseCases;

namespace ExperimentAdmin.App.Features.Flags.Api.Features;

/// <summary>Features of a project.</summary>
internal static class FeatureRoutes
{
    private const string List = "/features/";
    private const string One = "/features/{feature_id:int}/";
    private const int PageSize = 100;

    private static readonly string[] s_fixed = ["name", "value_type"];

    private static readonly Dictionary<string, FlagValueType> s_types =
        Enum.GetValues<FlagValueType>().ToDictionary(FlagValue.Name, StringComparer.Ordinal);

    public static void MapFeatureApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapProjectApi();
        group.MapGet(List, ListAsync).As(ApiScope.Project, ErrorShape.Problem)
            .WithSummary("Lists the features of a project by name.")
            .Query("q", "A part of the name or of a tag.")
            .Query("archived", "true for those that were put away, instead of the others.", words: ["true", "false"])
            .Pages().Answers<WirePage<FeatureDefinitionWire>>();
        group.MapPost(List, CreateAsync).As(ApiScope.Project, ErrorShape.Problem, Permission.EditFlags)
            .WithSummary("Creates a feature with its variants, in every environment at once.")
            .Reads<NewFeatureBody>().Answers<FeatureDefinitionWire>(StatusCodes.Status201Created)
            .Example(
                """
                {"name":"checkout_button","value_type":"string","initial_value":"classic","default_enabled":true,
                 "variants":[{"key":"big","value":"big","description":"As high as the total."},{"key":"bigger","value":"bigger"}]}
                """);
        group.MapGet(One, RetrieveAsync).As(ApiScope.Project, ErrorShape.Problem)
            .WithSummary("Shows a feature.").Answers<FeatureDefinitionWire>();
        group.MapPatch(One, EditAsync).As(ApiScope.Project, ErrorShape.Problem, Permission.EditFlags)
            .WithSummary("Changes what is written about a feature, who owns it, who may fetch it, and how it starts in new environments.")
            .Reads<FeatureBody>().HonoursIfMatch().Answers<FeatureDefinitionWire>().Example("""{"description":"The button at the checkout"}""");
        group.MapDelete(One, DeleteAsync).As(ApiScope.Project, ErrorShape.Problem, Permission.EditFlags)
            .WithSummary("Deletes a feature in every environment.").HonoursIfMatch().AnswersNothing();
        group.MapPost($"{One}archive/", ArchiveAsync).As(ApiScope.Project, ErrorShape.Problem, Permission.EditFlags)
            .WithSummary("Puts a feature away: it becomes read only, and applications still get what it serves.").HonoursIfMatch().Answers<FeatureDefinitionWire>();
        group.MapPost($"{One}restore/", RestoreAsync).As(ApiScope.Project, ErrorShape.Problem, Permission.EditFlags)
            .WithSummary("Brings an archived feature back.").HonoursIfMatch().Answers<FeatureDefinitionWire>();
    }

    private static Task<IResult> ListAsync(HttpContext http, ApiCall call, FeatureReads reads) => WirePaging.AnswerAsync(
        http,
        PageSize,
        (page, size) => reads.ListAsync(
            call.Project,
            new FeatureListQuery
            {
                Search = http.Request.Query["q"].ToString(),
                Archived = WirePaging.Archived(http.Request),
                Page = page,
                Size = size,
            },
            http.RequestAborted),
        FeatureDefinitionWire.Of);

    private static async Task<IResult> CreateAsync(HttpContext http, ApiCall call, CreateFeature create, FeatureReads reads)
    {
        var body = call.Body;
        var type = body.Has("value_type") ? body.Choice("value_type", required: true, s_types) : FlagValueType.String;
        var command = new CreateFeature.Command(
            call.Answering<int>(id => AnswerAsync(http, call, reads, id, StatusCodes.Status201Created)), body.Text("name", required: true), type ?? FlagValueType.String)
        {
            InitialValue = PlainValue.ReadNew(body, "initial_value")?.Text,
            DefaultEnabled = body.Boolean("default_enabled", required: false) ?? false,
            Description = body.TextOrNull("description"),
            Tags = OwnerWire.ReadTags(body) ?? [],
            Owner = OwnerWire.Read(body),
            ServerKeyOnly = body.Boolean("server_key_only", required: false) ?? false,
            Variants = [.. (body.Objects("variants", required: false, most: 1_000) ?? []).Select(variant
                => new CreateFeature.NewVariant(variant.Text("key", required: true), PlainValue.Read(variant, "value"))
                {
                    Description = variant.TextOrNull("description"),
                })],
        };
        if (!body.IsGood)
        {
            return ApiErrors.Of(http, body);
        }

        var created = await create.RunAsync(command, http.RequestAborted);
        return created.IsOk ? call.Answer : ApiErrors.Of(http, created.Errors);
    }

    private static Task<IResult> RetrieveAsync(HttpContext http, ApiCall call, int feature_id, FeatureReads reads)
        => AnswerAsync(http, call, reads, feature_id);

    private static async Task<IResult> EditAsync(HttpContext http, ApiCall call, int feature_id, EditFeature edit, FeatureReads reads)
    {
        var body = call.Body;
        var command = new EditFeature.Command(call.Answering(() => AnswerAsync(http, call, reads, feature_id)), feature_id)
        {
            Description = body.Text("description", required: false, blank: true),
            InitialValue = PlainValue.ReadNew(body, "initial_value"),
            DefaultEnabled = body.Boolean("default_enabled", required: false),
            Tags = OwnerWire.ReadTags(body),
            Owner = OwnerWire.Read(body),
            ServerKeyOnly = body.Boolean("server_key_only", required: false),
            ExpectedRevision = Revisions.Expected(http.Request),
        };
        foreach (var name in s_fixed.Where(body.Has))
        {
            body.Refuse(name, "This never changes: applications rely on it. Leave it out, or create another feature.");
        }

        if (!body.IsGood)
        {
            return ApiErrors.Of(http, body);
        }

        var edited = await edit.RunAsync(command, http.RequestAborted);
        return edited.IsOk ? call.Answer : ApiErrors.Of(http, edited.Errors);
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, ApiCall call, int feature_id, DeleteFeature delete)
    {
        var deleted = await delete.RunAsync(
            new DeleteFeature.Command(call.Project, feature_id, Revisions.Expected(http.Request)), http.RequestAborted);
        return deleted.IsOk ? Results.NoContent() : ApiErrors.Of(http, deleted.Errors);
    }

    private static async Task<IResult> ArchiveAsync(HttpContext http, ApiCall call, int feature_id, ArchiveFeature archive, FeatureReads reads)
    {
        var archived = await archive.RunAsync(
            new ArchiveFeature.Command(
                call.Answering(() => AnswerAsync(http, call, reads, feature_id)), feature_id, Revisions.Expected(http.Request)),
            http.RequestAborted);
        return archived.IsOk ? call.Answer : ApiErrors.Of(http, archived.Errors);
    }

    private static async Task<IResult> RestoreAsync(HttpContext http, ApiCall call, int feature_id, RestoreFeature restore, FeatureReads reads)
    {
        var restored = await restore.RunAsync(
            new RestoreFeature.Command(
                call.Answering(() => AnswerAsync(http, call, reads, feature_id)), feature_id, Revisions.Expected(http.Request)),
            http.RequestAborted);
        return restored.IsOk ? call.Answer : ApiErrors.Of(http, restored.Errors);
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext http, ApiCall call, FeatureReads reads, int id, int status = StatusCodes.Status200OK)
    {
        if (await reads.FindAsync(call.Project, id, http.RequestAborted) is not { } feature)
        {
            return ApiErrors.Of(http, FlagErrors.NotFound());
        }

        Revisions.Tag(http, feature.Revision);
        return Results.Json(FeatureDefinitionWire.Of(feature), WireJson.Options, statusCode: status);
    }
}
