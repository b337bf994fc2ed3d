using System.Globalization;
using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.Reads;
using ExperimentAdmin.Core.Flags.Features.UseCases;

namespace ExperimentAdmin.App.Features.Flags.Api.Features;

/// <summary>Variants under the addresses that existing scripts know (management-api, section 7).</summary>
internal static class MultivariateOptionRoutes
{
    private const string List = "/features/{feature_id:int}/mv-options/";
    private const string One = $"{List}{{id:int}}/";
    private const int PageSize = 10;

    private static readonly Dictionary<string, FlagValueType> s_types =
        Enum.GetValues<FlagValueType>().ToDictionary(VariantWire.TypeOf, StringComparer.Ordinal);

    public static void MapMultivariateOptionApi(this IEndpointRouteBuilder routes)
    {
        const string Example = """{"type":"unicode","string_value":"big","default_percentage_allocation":0,"key":"big","feature":7}""";
        var group = routes.MapProjectApi();
        group.MapGet(List, ListAsync).As(ApiScope.Project, ErrorShape.Reference)
            .WithSummary("Lists the variants of a flag, ten a page.").Pages().Answers<WirePage<MultivariateOptionWire>>();
        group.MapPost(List, CreateAsync).As(ApiScope.Project, ErrorShape.Reference, Permission.EditFlags)
            .WithSummary("Adds a variant to a flag. With a share it is added to the default of every environment, or nowhere.")
            .Reads<NewMultivariateOptionBody>().Answers<MultivariateOptionWire>(StatusCodes.Status201Created).Example(Example);
        group.MapGet(One, RetrieveAsync).As(ApiScope.Project, ErrorShape.Reference)
            .WithSummary("Shows a variant.").Answers<MultivariateOptionWire>();
        group.MapPut(One, PutAsync).As(ApiScope.Project, ErrorShape.Reference, Permission.EditFlags)
            .WithSummary("Changes what a variant serves, in every environment at once, and what is written about it.")
            .Reads<NewMultivariateOptionBody>().HonoursIfMatch().Answers<MultivariateOptionWire>().Example(Example);
        group.MapPatch(One, PatchAsync).As(ApiScope.Project, ErrorShape.Reference, Permission.EditFlags)
            .WithSummary("Changes what a variant serves, in every environment at once, or what is written about it.")
            .Reads<MultivariateOptionBody>().HonoursIfMatch().Answers<MultivariateOptionWire>()
            .Example("""{"string_value":"bigger"}""");
        group.MapDelete(One, DeleteAsync).As(ApiScope.Project, ErrorShape.Reference, Permission.EditFlags)
            .WithSummary("Deletes a variant that nobody gets.").HonoursIfMatch().AnswersNothing();
        routes.MapInstanceApi().MapGet("/multivariate/options/get-by-uuid/{uuid}/", LookUpAsync).As(ApiScope.Anybody, ErrorShape.Reference)
            .WithSummary("Shows a variant, by its uuid.").Answers<MultivariateOptionWire>();
    }

    private static async Task<IResult> ListAsync(HttpContext http, ApiCall call, int feature_id, FeatureReads reads)
    {
        if (await reads.FindAsync(call.Project, feature_id, http.RequestAborted) is not { } feature)
        {
            return ApiErrors.Of(http, FlagErrors.NotFound());
        }

        return await WirePaging.AnswerAsync(
            http,
            PageSize,
            (page, size) => Task.FromResult(new ListQuery { Page = page, Size = size }.PageOf(feature.Variants)),
            variant => MultivariateOptionWire.Of(feature, variant));
    }

    private static async Task<IResult> CreateAsync(HttpContext http, ApiCall call, int feature_id, AddVariant add, FeatureReads reads)
    {
        var body = call.Body;
        if (await reads.FindAsync(call.Project, feature_id, http.RequestAborted) is not { } feature)
        {
            return ApiErrors.Of(http, FlagErrors.NotFound());
        }

        var (type, value) = ReadValue(body, feature.ValueType, required: true);
        var key = body.Text("key", required: true, longest: 255);
        var description = body.Text("description", required: false, blank: true);
        var share = body.Has("default_percentage_allocation") ? body.Percent("default_percentage_allocation", required: true) : null;
        CheckFeature(body, feature_id);
        if (!body.IsGood)
        {
            return ApiErrors.Of(http, body);
        }

        var added = await add.RunAsync(
            new AddVariant.Command(
                call.Answering<int>(id => AnswerAsync(http, call, reads, feature_id, id, StatusCodes.Status201Created)), feature_id, key, value)
            {
                ValueType = type,
                Description = description,
                DefaultShare = share ?? default,
            },
            http.RequestAborted);
        return added.IsOk
            ? call.Answer
            : ApiErrors.Of(http, [.. added.Errors.Select(error => WithMember(error, type))]);
    }

    private static Task<IResult> RetrieveAsync(HttpContext http, ApiCall call, int feature_id, int id, FeatureReads reads)
        => AnswerAsync(http, call, reads, feature_id, id);

    private static async Task<IResult> LookUpAsync(HttpContext http, ApiCall call, string uuid, FlagAdmission admission, FeatureReads reads)
    {
        Error? stranger = FlagErrors.VariantNotFound();
        if (!Guid.TryParse(uuid, out var name)
            || !(await admission.ToVariantAsync(call.Actor, name, http.RequestAborted)).TryGet(out var entry, out stranger))
        {
            return ApiErrors.Of(http, stranger is Error.NotFound ? FlagErrors.VariantNotFound() : stranger!);
        }

        call.Project = entry.Access;
        return await AnswerAsync(http, call, reads, entry.FeatureId, entry.VariantId);
    }

    private static Task<IResult> PutAsync(HttpContext http, ApiCall call, int feature_id, int id, EditVariant edit, FeatureReads reads)
        => EditAsync(http, call, feature_id, id, edit, reads, whole: true);

    private static Task<IResult> PatchAsync(HttpContext http, ApiCall call, int feature_id, int id, EditVariant edit, FeatureReads reads)
        => EditAsync(http, call, feature_id, id, edit, reads, whole: false);

    private static async Task<IResult> EditAsync(
        HttpContext http, ApiCall call, int featureId, int id, EditVariant edit, FeatureReads reads, bool whole)
    {
        var body = call.Body;
        if (await reads.FindAsync(call.Project, featureId, http.RequestAborted) is not { } feature)
        {
            return ApiErrors.Of(http, FlagErrors.NotFound());
        }

        if (feature.Variants.FirstOrDefault(variant => variant.Id == id) is not { } old)
        {
            return ApiErrors.Of(http, FlagErrors.VariantNotFound());
        }

        var (type, value) = ReadValue(body, feature.ValueType, whole);
        var key = whole || body.Has("key") ? body.Text("key", required: true, longest: 255) : null;

        var description = body.Text("description", required: false, blank: true);

        // Looked at, because it is sent with every change; what an environment serves is changed there.
        _ = body.Has("default_percentage_allocation") ? body.Percent("default_percentage_allocation", required: true) : null;
        CheckFeature(body, featureId);
        if (!body.IsGood)
        {
            return ApiErrors.Of(http, body);
        }

        var edited = await edit.RunAsync(
            new EditVariant.Command(
                call.Answering(() => AnswerAsync(http, call, reads, featureId, id)), featureId, id, value ?? old.Value, Revisions.Expected(http.Request) ?? (value is null ? feature.Revision : null))
            {
                Key = key,
                ValueType = type,
                Description = description,
            },
            http.RequestAborted);
        return edited.IsOk
            ? call.Answer
            : ApiErrors.Of(http, [.. edited.Errors.Select(error => WithMember(error, type))]);
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, ApiCall call, int feature_id, int id, DeleteVariant delete)
    {
        var deleted = await delete.RunAsync(
            new DeleteVariant.Command(call.Project, feature_id, id, Revisions.Expected(http.Request)), http.RequestAborted);
        return deleted.IsOk ? Results.NoContent() : ApiErrors.Of(http, deleted.Errors);
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext http, ApiCall call, FeatureReads reads, int featureId, int id, int status = StatusCodes.Status200OK)
    {
        if (await reads.FindAsync(call.Project, featureId, http.RequestAborted) is not { } feature)
        {
            return ApiErrors.Of(http, FlagErrors.NotFound());
        }

        if (feature.Variants.FirstOrDefault(variant => variant.Id == id) is not { } found)
        {
            return ApiErrors.Of(http, FlagErrors.VariantNotFound());
        }

        Revisions.Tag(http, feature.Revision);
        return Results.Json(MultivariateOptionWire.Of(feature, found), WireJson.Options, statusCode: status);
    }

    // The member that holds the value is told by the type; the others are ignored.
    private static (FlagValueType? Type, string? Value) ReadValue(WireObject body, FlagValueType ofFlag, bool required)
    {
        var type = body.Has("type") ? body.Choice("type", required: true, s_types) : null;
        var member = Member(type ?? ofFlag);
        if (!required && !body.Says(member))
        {
            return (type, null);
        }

        return (type, (type ?? ofFlag) switch
        {
            FlagValueType.Integer => body.Integer(member, required: true)?.ToString(CultureInfo.InvariantCulture),
            FlagValueType.Boolean => body.Boolean(member, required: true) switch { true => "true", false => "false", null => null },
            _ => body.Text(member, required: true, longest: FlagValue.MaxLength, blank: true, trim: false),
        });
    }

    private static void CheckFeature(WireObject body, int featureId)
    {
        if (body.Has("feature") && body.Id("feature", required: true) is { } sent && sent != featureId)
        {
            body.Refuse("feature", WireSentences.NoSuchId($"{sent}"));
        }
    }

    private static Error WithMember(Error error, FlagValueType? type)
        => error.Field is "value" && type is { } known ? error with { Field = Member(known) } : error;

    private static string Member(FlagValueType type) => type switch
    {
        FlagValueType.Integer => "integer_value",
        FlagValueType.Boolean => "boolean_value",
        _ => "string_value",
    };
}
