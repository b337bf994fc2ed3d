using ExperimentAdmin.App;
using ExperimentAdmin.App.Shell.Commands;
using ExperimentAdmin.App.Shell.Server;
using ExperimentAdmin.App.Shell.Starting;

Start.InInvariantCulture();
Start.WithThreadsToSpare();
return await Start.OrExplainAsync(async () =>
{
    if (CommandLine.Find(args) is { } command)
    {
        await command.RunAsync();
        return;
    }

    OpenFiles.Suffice();
    using var stop = EarlyStop.Watch();
    await using var app = Application.Build(StartArguments.Read(args));
    var isThere = await stop.StartAsync(app, async () =>
    {
        await app.PrepareAsync();
        app.AnnounceAddress();
        app.AnnounceData();
        app.TellSystemd();
        await app.StartAsync(CancellationToken.None);
    });
    if (isThere)
    {
        await app.WaitForShutdownAsync(CancellationToken.None);
    }
});
