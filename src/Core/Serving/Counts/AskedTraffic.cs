using ExperimentAdmin.Core.Experiments.Traffic;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Serving.Counts;

/// <summary>Answers with what all processes noted, and this one has not written yet.</summary>
internal sealed class AskedTraffic(FlagAsks asks) : IFlagTraffic
{
    public async Task<IReadOnlyDictionary<int, FlagTraffic>> FindAsync(
        AppDbContext db, int environmentId, IReadOnlyCollection<int> featureIds, CancellationToken cancellationToken)
    {
        var asked = db.Set<FlagAsk>().Where(ask => ask.EnvironmentId == environmentId);
        var ofAll = asked.Where(ask => ask.FeatureId == RequestCount.NoFeature);
        var rows = await db.Set<Feature>().Where(feature => featureIds.Contains(feature.Id)).Select(feature => new
        {
            feature.Id,
            feature.CreatedAt,
            feature.ServerKeyOnly,
            Itself = asked.Where(ask => ask.FeatureId == feature.Id && ask.Kind == AskKind.Itself).Max(ask => (long?)ask.Second),
            ByClient = ofAll.Where(ask => ask.Kind == AskKind.AllByClient).Max(ask => (long?)ask.Second),
            ByServer = ofAll.Where(ask => ask.Kind == AskKind.AllByServer).Max(ask => (long?)ask.Second),
            Document = ofAll.Where(ask => ask.Kind == AskKind.Document).Max(ask => (long?)ask.Second),
        }).ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.Id, row =>
        {
            var (itself, byServer, document) = (
                With(row.Itself, AskKind.Itself, row.Id), With(row.ByServer, AskKind.AllByServer), With(row.Document, AskKind.Document));
            var byClient = row.ServerKeyOnly ? null : With(row.ByClient, AskKind.AllByClient);
            return new FlagTraffic(Moment(itself), Moment(Newer(byClient, byServer)), Moment(document));

            // What was asked for before there was the flag was not asked for it.
            DateTimeOffset? Moment(long? second) => second >= row.CreatedAt.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(second.Value) : null;
        });

        long? With(long? written, AskKind kind, int featureId = RequestCount.NoFeature) => Newer(written, asks.Last(environmentId, featureId, kind));

        static long? Newer(long? one, long? other) => Nullable.Compare(one, other) > 0 ? one : other;
    }

    public IDisposable Subscribe(int environmentId, int featureId, Action listener) => asks.Subscribe(environmentId, featureId, listener);
}
