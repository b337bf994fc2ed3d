using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Serving;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Delivery;

/// <summary>Tests over the delivery endpoints and <see cref="MadeShop"/>.</summary>
public abstract class DeliveryTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    protected const string Flags = "/api/v1/flags/";
    protected const string Identities = "/api/v1/identities/";
    protected const string Document = "/api/v1/environment-document/";
    protected const string Ofrep = "/ofrep/v1/evaluate/flags";

    private protected DeliveryServer Server { get; private set; } = null!;

    /// <summary>The limit of requests; 0 for none.</summary>
    protected virtual int RequestsPerMinute => 0;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Server = await DeliveryServer.StartAsync(Database, RequestsPerMinute);
    }

    public override async ValueTask DisposeAsync()
    {
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    /// <summary>Serves the shop as its administrators decided.</summary>
    private protected void Serve(Func<ServedSettings, ServedSettings>? decide = null, bool isRunning = true, long revision = 1)
        => Server.Serve(MadeShop.Load((decide ?? (settings => settings))(MadeShop.Settings), isRunning, revision: revision));

    /// <summary>Decisions about hiding in every combination, with which of the shop's flags each kind of key then sees.</summary>
    public static TheoryData<bool, bool?, bool, bool, string> HideSettings()
    {
        var data = new TheoryData<bool, bool?, bool, bool, string>();
        foreach (var project in new[] { false, true })
        {
            foreach (var environment in new bool?[] { null, false, true })
            {
                foreach (var sensitive in new[] { false, true })
                {
                    foreach (var isServer in new[] { false, true })
                    {
                        var hides = environment ?? project;
                        var names = "checkout_button dark_mode" + (hides ? "" : " limit") + (isServer ? " secret" : "") + (isServer && !hides ? " retired" : "");
                        data.Add(project, environment, sensitive, isServer, names);
                    }
                }
            }
        }

        return data;
    }
}
