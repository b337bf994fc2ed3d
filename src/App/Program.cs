using ExperimentAdmin.App;
using ExperimentAdmin.App.Shell;
using ExperimentAdmin.App.Shell.Server;

Start.InInvariantCulture();
Start.WithThreadsToSpare();
return await Start.OrExplainAsync(async () =>
{
    OpenFiles.Suffice();
    await using var app = Application.Build(StartArguments.Read(args));
    await app.PrepareAsync();
    app.AnnounceAddress();
    app.AnnounceData();
    await app.RunAsync();
});
