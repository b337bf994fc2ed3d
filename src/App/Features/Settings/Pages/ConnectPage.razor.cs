using ExperimentAdmin.App.Features.Settings.Connect;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Ui.Layout;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Reads;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Pages;

/// <summary>What an engineer needs to get flags from here: keys, code to copy, and a sign that a request came.</summary>
public sealed partial class ConnectPage
{
    // Of so many flags one will do for an example.
    private const int Candidates = 100;

    private IReadOnlyList<EnvironmentKeyItem>? _keys;
    private FlagItem? _flag;

    [SupplyParameterFromQuery(Name = "sdk")]
    public string? Sdk { get; set; }

    [Inject]
    public required SettingsReads Reads { get; init; }

    [Inject]
    public required FlagReads Flags { get; init; }

    private IReadOnlyList<EnvironmentKeyItem> Usable => [.. _keys!.Where(key => key.IsUsable)];

    private EnvironmentKeyItem? ClientKey => Usable.FirstOrDefault(key => key.Kind is EnvironmentKeyKind.Client);

    private IReadOnlyList<SdkSnippet> Snippets => SdkSnippet.All(
        Navigation.BaseUri, ClientKey!.Token!, _flag?.Name ?? "my_flag", _flag is null ? FlagValueType.String : TypeOf(_flag));

    private SdkSnippet Snippet => Snippets.FirstOrDefault(snippet => snippet.Id == Sdk) ?? Snippets[0];

    private IReadOnlyList<Tab> Languages =>
    [
        .. Snippets.Select(snippet => new Tab(
            snippet.Title, Navigation.GetUriWithQueryParameter("sdk", snippet.Id), snippet.Id == Snippet.Id)),
    ];

    protected override void Forget() => (_keys, _flag) = (null, null);

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var keys = await Reads.KeysAsync(Workspace.Access, Workspace.Environment.Id, cancellation);
        var flags = await Flags.ListAsync(Workspace.Access, Workspace.Environment.Id, new FlagListQuery { Size = Candidates }, cancellation);
        var flag = flags.Page.Items.Where(flag => !flag.ServerKeyOnly).OrderByDescending(flag => flag.Default.Enabled).FirstOrDefault();
        return () => (_keys, _flag) = (keys, flag);
    }

    // A flag that has no value is served as a switch.
    private static FlagValueType TypeOf(FlagItem flag)
        => flag.Variants.Count == 0 && string.IsNullOrEmpty(flag.Default.Value) ? FlagValueType.Boolean : flag.ValueType;
}
