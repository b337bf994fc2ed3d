using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Changes;

internal sealed class IdempotencyRecordMapping : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> builder)
    {
        builder.ToTable("idempotency_records");
        builder.HasKey(answer => new { answer.ActorKind, answer.ActorId, answer.Route, answer.Key });
        builder.Property(answer => answer.Route).HasMaxLength(IdempotencyRecord.RouteMaxLength);
        builder.Property(answer => answer.Key).HasMaxLength(IdempotentRequest.KeyMaxLength);
        builder.Property(answer => answer.BodyHash).HasMaxLength(64);
        builder.HasIndex(answer => answer.At);
    }
}
