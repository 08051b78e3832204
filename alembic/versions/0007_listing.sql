select 1
;
