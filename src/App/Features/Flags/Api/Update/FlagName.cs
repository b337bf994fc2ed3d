using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Flags.States.Reads;

namespace ExperimentAdmin.App.Features.Flags.Api.Update;

/// <summary>The flag that a body means, by its name or by its id (management-api, section 8).</summary>
/// <param name="Name">Its name; null when the id was given.</param>
/// <param name="Id">Its id; null when the name was given.</param>
internal sealed record FlagName(string? Name, int? Id)
{
    /// <summary>Reads the member <c>feature</c>; what is wrong with it, the body knows.</summary>
    public static FlagName Read(WireObject body)
    {
        var wire = body.Object("feature", required: true);
        var name = wire?.Has("name") is true ? wire.Text("name", required: true) : null;
        var id = wire?.Has("id") is true ? wire.Integer("id", required: true) : null;
        if (wire is { IsGood: true } && (name is null) == (id is null))
        {
            wire.Refuse(name is null ? "Either 'name' or 'id' is required for feature identification" : "Provide either 'name' or 'id', not both");
        }

        return new FlagName(name, id);
    }

    /// <summary>The flag's id; null when the environment has no such flag.</summary>
    public Task<int?> FindAsync(ApiCall call, FlagReads reads, CancellationToken cancellationToken)
        => reads.FindIdAsync(call.Project, call.EnvironmentId, Name, Id, cancellationToken);

    /// <summary>The answer when there is no such flag.</summary>
    public IResult Unknown() => ReferenceErrors.List($"Feature '{(Name is null ? $"{Id}" : Name.Length <= 150 ? Name : $"{Name[..150]}…")}' not found in project");
}
