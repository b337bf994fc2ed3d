using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Description;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Workspace.Reads;
using ExperimentAdmin.Core.Workspace.UseCases;

namespace ExperimentAdmin.App.Features.Projects.Api;

/// <summary>What changes of an environment; what is left out stays.</summary>
/// <param name="Name">1 to 255 characters, unique in the project.</param>
/// <param name="IsProduction">Whether it is marked on every page.</param>
/// <param name="HideDisabledFlags">Whether SDKs get no disabled flags; null follows the project.</param>
/// <param name="HideSensitiveData">Whether ids, descriptions and stored traits are left out of what SDKs get.</param>
/// <param name="AllowClientTraits">Whether traits that come with a client key are used and stored.</param>
/// <param name="AllowedOrigins">Origins whose browsers may ask, at most 100, such as <c>https://shop.example</c>; empty allows any.</param>
internal sealed record EnvironmentBody(
    string? Name, bool? IsProduction, [OrNull] bool? HideDisabledFlags, bool? HideSensitiveData, bool? AllowClientTraits, IReadOnlyList<string>? AllowedOrigins)
{
    private const string HidesDisabled = "hide_disabled_flags";

    private const int MostOrigins = 1_000; // Core says how many are kept.

    /// <summary>Reads a change of settings; what is wrong is collected in the body.</summary>
    public static EditEnvironment.Command Read(WireObject body, ApiCall call, EnvironmentSettings now) => new(call.Project, now.Info.Id)
    {
        Name = body.Text("name", required: false) ?? now.Info.Name,
        IsProduction = body.Boolean("is_production", required: false) ?? now.Info.IsProduction,
        HideDisabledFlags = !body.Has(HidesDisabled) ? now.HideDisabledFlags : body.Says(HidesDisabled) ? body.Boolean(HidesDisabled, required: true) : null,
        HideSensitiveData = body.Boolean("hide_sensitive_data", required: false) ?? now.HideSensitiveData,
        AllowClientTraits = body.Boolean("allow_client_traits", required: false) ?? now.AllowClientTraits,
        AllowedOrigins = body.Texts("allowed_origins", required: false, MostOrigins) is { } origins ? string.Join('\n', origins) : now.AllowedOrigins,
    };
}
