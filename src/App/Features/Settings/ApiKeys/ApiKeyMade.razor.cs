using ExperimentAdmin.App.Features.Settings.Connect;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.ApiKeys;

/// <summary>A management API key on the only occasion that it is shown, with a command that uses it.</summary>
public sealed partial class ApiKeyMade
{
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required string Token { get; set; }

    /// <summary>The address to try the key with, below the application's own.</summary>
    [Parameter, EditorRequired]
    public required string Trial { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private string Command => $"""curl -H "Authorization: Api-Key {Token}" "{Navigation.ToAbsoluteUri(Trial)}" """.TrimEnd();

    private string TrialIntro => Trial.Contains(ApiAddress.AnyEnvironment, StringComparison.Ordinal)
        ? $"This lists experiments. Put the client key of an environment in the place of {ApiAddress.AnyEnvironment}."
        : "This lists the experiments of the environment that you are in.";
}
