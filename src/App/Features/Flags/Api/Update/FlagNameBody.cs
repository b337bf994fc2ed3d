namespace ExperimentAdmin.App.Features.Flags.Api.Update;

/// <summary>A flag by its name or by its id, not both.</summary>
/// <param name="Name">Its name, whatever its case.</param>
/// <param name="Id">Its id.</param>
internal sealed record FlagNameBody(string? Name, int? Id);
